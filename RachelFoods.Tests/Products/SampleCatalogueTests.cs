using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Products;

public sealed class The_sample_catalogue
{
    [Fact]
    public void sells_fourteen_foods_in_four_categories_and_six_of_them_are_featured()
    {
        var sample = SampleCatalogue.Of(StoreSeed.RachelFoods);

        Assert.Equal((4, 14, 6), (sample.Categories.Count, sample.Products.Count, sample.Products.Count(p => p.Featured)));
        Assert.Equal([3, 4, 4, 3], sample.Categories.Select(c => sample.Products.Count(p => p.Category == c.Slug)));
        Assert.Equal(13_410, sample.Products.Sum(p => p.Variants[0].Stock));
    }

    [Fact]
    public void grows_by_as_many_products_as_are_asked_for_each_with_a_name_and_number_of_its_own()
    {
        var grown = SampleCatalogue.Of(StoreSeed.RachelFoods, more: 3000).Products;

        Assert.Equal(3014, grown.Count);
        Assert.Equal(3014, grown.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3014, grown.Select(p => p.Slug).Distinct(StringComparer.Ordinal).Count());
        Assert.Distinct(grown.SelectMany(p => p.Variants).Select(v => v.Sku));
        Assert.All(grown, p => Assert.InRange(p.Description.Length, 60, 2000));
    }

    [Fact]
    public void of_the_second_store_shares_nothing_with_the_first()
    {
        var (first, second) = (SampleCatalogue.Of(StoreSeed.RachelFoods), SampleCatalogue.Of(StoreSeed.SecondStore, more: 100));

        Assert.Equal((3, 8), (second.Categories.Count, second.Products.Count));
        Assert.Empty(first.Products.Select(p => p.Slug).Intersect(second.Products.Select(p => p.Slug), StringComparer.Ordinal));
    }
}
