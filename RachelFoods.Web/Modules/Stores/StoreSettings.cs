using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Stores;

/// <summary>What a store decides for itself: delivery and tax.</summary>
/// <param name="FreeDeliveryFrom">Goods after discount from which delivery costs nothing; null if it never does.</param>
/// <param name="Country">ISO 3166 alpha-2: where the store delivers.</param>
/// <param name="TaxName">What the tax is called in this store, such as VAT; empty without a tax.</param>
/// <param name="TaxRateBasisPoints">The standard rate; 750 is 7.5 %.</param>
public sealed record StoreSettings(
    string Country,
    Money DeliveryFee,
    Money? FreeDeliveryFrom,
    string TaxName,
    int TaxRateBasisPoints,
    bool PricesIncludeTax)
{
    /// <summary>So many sellable ones of a variant or fewer are low, where it has no number of its own.</summary>
    public int LowStockAt { get; init; } = 5;

    /// <summary>Of products in the reduced class.</summary>
    public int ReducedTaxRateBasisPoints { get; init; }

    /// <summary>The rate now in force for products of this class, in basis points.</summary>
    public int TaxRateOf(TaxClass taxClass) => taxClass switch
    {
        TaxClass.Standard => TaxRateBasisPoints,
        TaxClass.Reduced => ReducedTaxRateBasisPoints,
        TaxClass.Zero => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(taxClass), taxClass, null),
    };
}

/// <summary>The settings' row. One for each store, made with it.</summary>
internal sealed class StoreSettingsRow : Entity
{
    public string Country { get; set; } = "US";

    public long DeliveryFeeMinor { get; set; }

    public long? FreeDeliveryFromMinor { get; set; }

    public string TaxName { get; set; } = "";

    public int TaxRateBasisPoints { get; set; }

    public int ReducedTaxRateBasisPoints { get; set; }

    public bool PricesIncludeTax { get; set; } = true;

    public string Currency { get; set; } = "USD";

    public int LowStockAt { get; set; } = 5;

    internal sealed class Mapping : IEntityTypeConfiguration<StoreSettingsRow>
    {
        public void Configure(EntityTypeBuilder<StoreSettingsRow> settings)
        {
            settings.ToTable("store_settings", table => table.HasCheckConstraint(
                "settings_make_sense",
                "delivery_fee_minor >= 0 and free_delivery_from_minor >= 0 and tax_rate_basis_points between 0 and 10000 "
                + "and reduced_tax_rate_basis_points between 0 and 10000"));
            settings.ToTable(table => table.HasCheckConstraint("low_stock_makes_sense", "low_stock_at >= 0"));
            settings.Property(s => s.LowStockAt).HasDefaultValue(5).HasSentinel(-1);
            settings.HasIndex(s => s.StoreId).IsUnique();
            settings.Property(s => s.Currency).HasMaxLength(3).IsFixedLength();
        }
    }
}

/// <summary>Reads them once for a request, which asks for them in several places.</summary>
public sealed class StoreSettingsService(ShopDb db)
{
    private StoreSettings? _read;

    public async Task<StoreSettings> GetAsync(CancellationToken ct) => _read ??= await ReadAsync(ct);

    private async Task<StoreSettings> ReadAsync(CancellationToken ct)
    {
        var row = await db.Set<StoreSettingsRow>().AsNoTracking().SingleAsync(ct);
        return new StoreSettings(
            row.Country,
            new Money(row.DeliveryFeeMinor, row.Currency),
            row.FreeDeliveryFromMinor is { } from ? new Money(from, row.Currency) : null,
            row.TaxName,
            row.TaxRateBasisPoints,
            row.PricesIncludeTax)
        {
            LowStockAt = row.LowStockAt,
            ReducedTaxRateBasisPoints = row.ReducedTaxRateBasisPoints,
        };
    }
}
