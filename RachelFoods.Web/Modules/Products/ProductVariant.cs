using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

/// <summary>What is really sold: a size of a product with its own price, SKU, weight and stock.</summary>
internal sealed class ProductVariant : Entity
{
    public ProductVariant(Guid productId, string name, string sku, Money price, int weightGrams, bool isDefault, int position) =>
        (ProductId, Name, Sku, Price, WeightGrams, IsDefault, Position) = (productId, name, sku, price, weightGrams, isDefault, position);

    private ProductVariant()
    {
        Name = Sku = "";
    }

    public Guid ProductId { get; private set; }

    /// <summary>The size or unit: "5 Pieces", "500g Pack".</summary>
    public string Name { get; private set; }

    public string Sku { get; private set; }

    public Money Price { get; private set; }

    public int WeightGrams { get; private set; }

    public bool IsDefault { get; private set; }

    public bool IsActive { get; private set; } = true;

    public int Position { get; private set; }

    public void ChangePrice(Money price) => Price = price;

    internal sealed class Mapping : IEntityTypeConfiguration<ProductVariant>
    {
        public void Configure(EntityTypeBuilder<ProductVariant> variant)
        {
            variant.ToTable("product_variants", table => table.HasCheckConstraint(
                "variant_makes_sense", "price_minor >= 0 and weight_grams > 0"));
            variant.Property(v => v.Name).HasMaxLength(200);
            variant.Property(v => v.Sku).HasMaxLength(50);
            variant.Money(v => v.Price, "price");
            variant.HasIndex(v => new { v.StoreId, v.Sku }).IsUnique();
            variant.HasIndex(v => new { v.StoreId, v.ProductId, v.Position });
            variant.HasIndex(v => new { v.StoreId, v.ProductId }, "one_default_variant").IsUnique().HasFilter("is_default");
        }
    }
}

/// <summary>An address a product once had; it leads to the present one.</summary>
internal sealed class FormerSlug(string slug, Guid productId) : Entity
{
    public string Slug { get; private set; } = slug;

    public Guid ProductId { get; private set; } = productId;

    internal sealed class Mapping : IEntityTypeConfiguration<FormerSlug>
    {
        public void Configure(EntityTypeBuilder<FormerSlug> former)
        {
            former.ToTable("former_slugs");
            former.Property(s => s.Slug).HasMaxLength(200);
            former.HasIndex(s => new { s.StoreId, s.Slug }).IsUnique();
            former.References<Product>(nameof(ProductId));
        }
    }
}
