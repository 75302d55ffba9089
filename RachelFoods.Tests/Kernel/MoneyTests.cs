using System.Globalization;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Tests.Kernel;

public sealed class Money_
{
    [Theory]
    [InlineData(1000, new long[] { 1, 1, 1 }, new long[] { 334, 333, 333 })]
    [InlineData(1, new long[] { 5, 5 }, new long[] { 1, 0 })]
    [InlineData(-1000, new long[] { 1, 1, 1 }, new long[] { -334, -333, -333 })]
    [InlineData(101, new long[] { 1, 2, 0 }, new long[] { 34, 67, 0 })]
    public void splits_to_the_last_cent(long whole, long[] weights, long[] parts)
    {
        var split = new Money(whole, "USD").Split(weights);

        Assert.Equal(parts, split.Select(p => p.Minor));
    }

    [Fact]
    public void refuses_mixed_currencies() =>
        Assert.Throws<MixedCurrencies>(() => new Money(1, "USD") + new Money(1, "NGN"));

    [Fact]
    public void refuses_to_wrap_around() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "USD") * 2);

    [Theory]
    [InlineData(123456, "USD", "en-US", "$1,234.56")]
    [InlineData(123456, "NGN", "en-NG", "₦1,234.56")]
    [InlineData(123456, "JPY", "en-US", "¥123,456")]
    [InlineData(123456, "KWD", "en-US", "KWD 123.456")]
    public void is_written_with_the_decimals_of_its_currency(long minor, string currency, string culture, string text) =>
        Assert.Equal(text, new Money(minor, currency).Format(CultureInfo.GetCultureInfo(culture)));
}
