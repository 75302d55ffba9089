using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Products;

internal sealed class Category(string name, string slug, string description, int displayOrder, string? picture = null) : Entity
{
    public string Name { get; private set; } = name;

    public string Slug { get; private set; } = slug;

    public string Description { get; private set; } = description;

    public int DisplayOrder { get; private set; } = displayOrder;

    /// <summary>Name of its pictures below <c>images/categories/</c>, without the ending.</summary>
    public string Picture { get; private set; } = picture ?? slug;

    public Guid? ParentId { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Category>
    {
        public void Configure(EntityTypeBuilder<Category> category)
        {
            category.ToTable("categories");
            category.Property(c => c.Name).HasMaxLength(200);
            category.Property(c => c.Slug).HasMaxLength(200);
            category.Property(c => c.Picture).HasMaxLength(200);
            category.HasIndex(c => new { c.StoreId, c.Slug }).IsUnique();
            category.HasIndex(c => new { c.StoreId, c.Name }).IsUnique();
            category.References<Category>(nameof(ParentId));
        }
    }
}
