using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Tests.Promotions;

public sealed class A_code
{
    [Theory]
    [InlineData("SAVE20")]
    [InlineData("save20")]
    [InlineData("  Save20\t")]
    [InlineData("\uFF33\uFF21\uFF36\uFF25\uFF12\uFF10")] // full width
    public void is_one_code_however_it_is_typed(string typed) => Assert.Equal("SAVE20", CouponCode.Normal(typed));

    [Fact]
    public void does_not_depend_on_the_language_of_the_machine()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");

            Assert.Equal("CHIPS", CouponCode.Normal("chips"));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("SAVE 20")]
    [InlineData("S\u0410VE20")] // a Cyrillic A
    [InlineData("ch\u0131ps")] // an i without a dot
    [InlineData("a\0b")]
    [InlineData("'; drop table coupons; --")]
    [InlineData("\ud83d\ude00")]
    public void cannot_be(string? typed) => Assert.Null(CouponCode.Normal(typed));

    [Fact]
    public void is_not_too_long()
    {
        Assert.NotNull(CouponCode.Normal(new string('a', 50)));
        Assert.Null(CouponCode.Normal(new string('a', 51)));
        Assert.Null(CouponCode.Normal(new string('a', 10_000)));
    }

    [Theory]
    [InlineData("ada@example.com", "ada@example.com")]
    [InlineData(" Ada@Example.COM ", "ada@example.com")]
    [InlineData("ada+soup@example.com", "ada@example.com")]
    [InlineData("ada+a+b@example.com", "ada@example.com")]
    [InlineData("a.da@example.com", "a.da@example.com")]
    public void counts_its_customers_by_their_mailbox(string email, string key) => Assert.Equal(key, CustomerEmail.Key(email));
}
