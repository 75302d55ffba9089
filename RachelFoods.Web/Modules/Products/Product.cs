using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

public enum ProductStatus
{
    Draft,
    Active,
    Disabled,
    Archived,
}

/// <summary>What Inventory last said of a product, for lists to sort and filter by. Decisions about stock never read it.</summary>
public enum Availability
{
    InStock,
    Low,
    SoldOut,
}

internal sealed class Product : Entity
{
    private readonly List<ProductVariant> _variants = [];

    public Product(
        Guid categoryId,
        string name,
        string slug,
        string description,
        bool featured,
        bool perishable,
        DateTimeOffset createdAt,
        string? picture = null)
    {
        (CategoryId, Name, Slug, Description, Picture) = (categoryId, name, slug, description, picture ?? slug);
        (Featured, Perishable, CreatedAt) = (featured, perishable, createdAt);
    }

    public Guid CategoryId { get; private set; }

    public string Name { get; private set; }

    public string Slug { get; private set; }

    public string Description { get; private set; }

    /// <summary>Name of its pictures below <c>images/products/</c>, without the ending. Stays when the slug changes.</summary>
    public string Picture { get; private set; }

    public ProductStatus Status { get; private set; } = ProductStatus.Active;

    public bool Featured { get; private set; }

    public bool Perishable { get; private set; }

    public TaxClass TaxClass { get; private set; }

    public Availability Availability { get; private set; } = Availability.SoldOut;

    /// <summary>Units sold so far, told by Orders after the fact; what "popular" sorts by.</summary>
    public long SoldCount { get; private set; }

    /// <summary>How many of each variant one order may hold; null where the shop's own limit counts.</summary>
    public int? MostPerOrder { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? ChangedAt { get; private set; }

    public IReadOnlyList<ProductVariant> Variants => _variants;

    public ProductVariant AddVariant(string name, string sku, Money price, int weightGrams)
    {
        var variant = new ProductVariant(Id, name, sku, price, weightGrams, isDefault: _variants.Count == 0, position: _variants.Count);
        _variants.Add(variant);
        return variant;
    }

    /// <returns>The address that now leads to the present one, or null when the address stays.</returns>
    public FormerSlug? Rename(string name, string slug, DateTimeOffset now)
    {
        var former = Slug == slug ? null : new FormerSlug(Slug, Id);
        (Name, Slug) = (name, slug);
        Changed(now);
        return former;
    }

    public void ChangePrice(Guid variantId, Money price, DateTimeOffset now)
    {
        _variants.Single(v => v.Id == variantId).ChangePrice(price);
        Changed(now);
    }

    public void LimitOrders(int? most, DateTimeOffset now)
    {
        if (MostPerOrder != most)
        {
            MostPerOrder = most;
            Changed(now);
        }
    }

    public void Hide(DateTimeOffset now) => MoveTo(ProductStatus.Disabled, now);

    public void Show(DateTimeOffset now) => MoveTo(ProductStatus.Active, now);

    public void SetTaxClass(TaxClass taxClass, DateTimeOffset now)
    {
        TaxClass = taxClass;
        Changed(now);
    }

    /// <summary>Always told onward: the product's page speaks of each variant, and of one of them something has changed.</summary>
    public void SetAvailability(Availability availability)
    {
        Availability = availability;
        Raise(new ProductChanged(Id));
    }

    private void MoveTo(ProductStatus status, DateTimeOffset now)
    {
        if (Status == status)
        {
            return;
        }
        Status = status;
        Changed(now);
    }

    private void Changed(DateTimeOffset now)
    {
        ChangedAt = now;
        Raise(new ProductChanged(Id));
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Product>
    {
        public void Configure(EntityTypeBuilder<Product> product)
        {
            product.ToTable("products", table => table.HasCheckConstraint("most_per_order_makes_sense", "most_per_order between 1 and 99"));
            product.Property(p => p.Name).HasMaxLength(200);
            product.Property(p => p.Slug).HasMaxLength(200);
            product.Property(p => p.Picture).HasMaxLength(200);
            product.Property(p => p.Description).HasMaxLength(2000);
            product.HasIndex(p => new { p.StoreId, p.Slug }).IsUnique();
            product.HasIndex(p => new { p.StoreId, p.CategoryId });
            product.References<Category>(nameof(CategoryId));
            product.HasMany(p => p.Variants).WithOne().HasForeignKey(v => new { v.StoreId, v.ProductId }).OnDelete(DeleteBehavior.Restrict);
            product.Navigation(p => p.Variants).UsePropertyAccessMode(PropertyAccessMode.Field);
        }
    }
}
