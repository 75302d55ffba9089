using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Products;

namespace RachelFoods.Tests.Products;

public sealed class The_price_of_a_weight
{
    [Theory]
    [InlineData(10_00, 500, 20_00, "kg")]
    [InlineData(10_00, 250, 4_00, "100 g")]
    [InlineData(9_99, 350, 2_85, "100 g")]
    [InlineData(1_00, 800, 1_25, "kg")]
    [InlineData(1, 2000, 1, "kg")]
    public void is_per_kilo_for_heavy_packs_and_per_hundred_grams_for_light_ones(long minor, int grams, long expected, string unit)
    {
        var price = UnitPrice.Of(Pack(minor, grams), [Pack(minor, grams)]);

        Assert.Equal((new Money(expected, "USD"), unit), (price.Price, price.Unit));
    }

    [Fact]
    public void compares_all_sizes_of_a_product_by_the_same_weight()
    {
        OfferedVariant[] sizes = [Pack(6_00, 300), Pack(18_00, 1000)];

        Assert.All(sizes, size => Assert.Equal("kg", UnitPrice.Of(size, sizes).Unit));
    }

    private static OfferedVariant Pack(long minor, int grams) => new(Guid.NewGuid(), "Pack", "PACK", new Money(minor, "USD"), grams, true);
}
