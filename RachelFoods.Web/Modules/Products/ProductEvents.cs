namespace RachelFoods.Web.Modules.Products;

/// <summary>Something that pages show of a product is no longer what it was: words, price, visibility or availability.</summary>
public sealed record ProductChanged(Guid ProductId);
