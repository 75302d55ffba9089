namespace RachelFoods.Web.Modules.Products;

/// <summary>As many made-up products as are asked for, to see long lists, paging and search at work.</summary>
internal static class SampleShelves
{
    private static readonly string[] Kinds = ["Roasted", "Smoked", "Sun-dried", "Hand-milled", "Village", "Market", "Golden", "Spicy", "Mild", "Family"];
    private static readonly string[] Places = ["Abeokuta", "Benin", "Calabar", "Enugu", "Ibadan", "Jos", "Kano", "Lokoja", "Onitsha", "Warri"];

    /// <returns>Products like those of the shop, in its categories and with its pictures; the same ones every time.</returns>
    public static IEnumerable<SampleProduct> More(IReadOnlyList<SampleProduct> alike, int count) => Enumerable.Range(1, count).Select(number =>
    {
        var model = alike[number % alike.Count];
        var pack = model.Variants[0];
        return model with
        {
            Name = $"{Kinds[number % Kinds.Length]} {Places[number / Kinds.Length % Places.Length]} {model.Name} {number}",
            Slug = $"sample-{model.Slug}-{number}",
            Variants = [pack with { Sku = $"SAMPLE-{number:000000}", Price = pack.Price + (number % 50 * 10), Stock = 50 }],
            Featured = false,
        };
    });
}
