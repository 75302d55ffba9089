using System.Net;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Cart;
using RachelFoods.Tests.Promotions;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Tests.Pages.Admin;

public sealed class The_coupon_pages(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task make_a_coupon_and_say_it_in_one_line()
    {
        using var admin = await shop.LoggedIn(await shop.AnAdmin());
        var code = $"T{Guid.NewGuid():N}"[..20];

        using var made = await admin.Send("/admin/coupons/new", Typed(code.ToLowerInvariant(), ("MinimumGoods", "50.00"), ("TotalLimit", "100"), ("Ends", "2031-12-31T23:59")));

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var page = await admin.Page(made.Headers.Location!.OriginalString);
        Assert.Equal(
            "20 % off goods from $50.00, 100 uses, until 31 Dec 2031 23:59 (America/New_York)", page.QuerySelector("#summary")!.TextContent);
        Assert.Equal("2031-12-31T23:59", page.QuerySelector("#Form_Ends")!.GetAttribute("value"));
        var row = (await admin.Page("/admin/coupons?show=Running")).QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(code.ToUpperInvariant(), StringComparison.Ordinal));
        Assert.Contains("0 of 100", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task say_beside_each_field_what_is_wrong_and_keep_what_was_typed()
    {
        using var admin = await shop.LoggedIn(await shop.AnAdmin());
        var taken = await shop.ACoupon();

        using var wrong = await admin.Send("/admin/coupons/new", Typed(
            "a b", ("Percent", "120"), ("Scope", "Products"), ("Starts", "2031-01-02T10:00"), ("Ends", "2031-01-01T10:00"), ("TotalLimit", "0")));
        using var again = await admin.Send("/admin/coupons/new", Typed(taken));

        var page = await wrong.ReadPage();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("a b", page.QuerySelector("#Form_Code")!.GetAttribute("value"));
        Assert.All(
            ["Code", "Percent", "Products", "Ends", "TotalLimit"],
            field => Assert.NotNull(page.QuerySelector($"#Form_{field}-error")));
        Assert.Equal("There is a coupon with this code already", (await again.ReadPage()).QuerySelector("#Form_Code-error")?.TextContent);
    }

    [Fact]
    public async Task tell_who_was_overtaken_and_keep_what_they_typed()
    {
        using var admin = await shop.LoggedIn(await shop.AnAdmin());
        var address = $"/admin/coupons/{await shop.ACouponsId()}";
        using var first = await admin.Send(address, Typed("X", ("Percent", "10"), ("Version", "1")));

        using var second = await admin.Send(address, Typed("X", ("Percent", "30"), ("Version", "1")));

        var page = await second.ReadPage();
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        Assert.Contains("10 % off", page.QuerySelector(".notice--warn")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("30", page.QuerySelector("#Form_Percent")!.GetAttribute("value"));
        using var third = await admin.Send(address, Typed("X", ("Percent", "30"), ("Version", page.QuerySelector("[name='Form.Version']")!.GetAttribute("value")!)));
        Assert.Equal(HttpStatusCode.Redirect, third.StatusCode);
    }

    [Fact]
    public async Task let_no_limit_be_set_below_what_was_used()
    {
        using var admin = await shop.LoggedIn(await shop.AnAdmin());
        var id = await shop.ACouponsId(c => c with { Code = $"L{Guid.NewGuid():N}".ToUpperInvariant() });
        var code = (await admin.Page($"/admin/coupons/{id}")).QuerySelector("[name='Form.Code']")!.GetAttribute("value")!;
        await shop.AnOrderWith(code);
        await shop.AnOrderWith(code);

        using var refused = await admin.Send($"/admin/coupons/{id}", Typed(code, ("TotalLimit", "1"), ("Version", "1")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("It has been used 2 times already", (await refused.ReadPage()).QuerySelector("#Form_TotalLimit-error")!.TextContent);
    }

    [Fact]
    public async Task switch_a_coupon_off_and_count_what_it_did()
    {
        using var admin = await shop.LoggedIn(await shop.AnAdmin());
        var id = await shop.ACouponsId(c => c with { Code = $"L{Guid.NewGuid():N}".ToUpperInvariant() });
        var code = (await admin.Page($"/admin/coupons/{id}")).QuerySelector("[name='Form.Code']")!.GetAttribute("value")!;
        var paid = await shop.AnOrderWith(code, await shop.AVariant(price: 20_00));
        await shop.MarkPaid(paid.Id);
        await shop.AnOrderWith(code);

        using var off = await admin.Send($"/admin/coupons/{id}?handler=Switch", new() { ["version"] = "1", ["on"] = "false" }, $"/admin/coupons/{id}");

        var page = await admin.Page($"/admin/coupons/{id}");
        Assert.Equal("Off", page.QuerySelector("h1 .badge")!.TextContent);
        Assert.Equal(
            ["1, and 1 by orders not paid yet", "$21.00", "$4.00", "1"], page.QuerySelectorAll(".facts dd").Select(d => d.TextContent.Trim()));
    }

    [Theory]
    [InlineData("/admin/coupons/new")]
    [InlineData("/admin/coupons/test")]
    public async Task say_beside_the_field_that_a_code_is_missing(string address)
    {
        using var admin = await shop.LoggedIn(await shop.AnAdmin());

        using var answer = await admin.Send(address, new() { ["Form.Code"] = "" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("true", (await answer.ReadPage()).GetElementById("Form_Code")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task test_a_code_rule_by_rule()
    {
        using var admin = await shop.LoggedIn(await shop.AnAdmin());
        var soup = await shop.AProduct(priceMinor: 45_80);
        var code = await shop.ACoupon(c => c with { MinimumGoods = new Money(50_00, "USD"), PerCustomerLimit = 1, TotalLimit = 3 });
        var before = await shop.AnOrderWith(code, await shop.AVariant(price: 60_00));

        using var tested = await admin.Send("/admin/coupons/test", new()
        {
            ["Form.Code"] = code,
            ["Form.Email"] = before.Contact.Email,
            ["Form.Lines[0].Sku"] = soup.Sku,
            ["Form.Lines[0].Quantity"] = "1",
        });

        var page = await tested.ReadPage();
        Assert.Equal(
            [
                ("Code", "Pass", $"{code} gives 20 % off."), ("Uses", "Pass", "2 of 3 uses left."),
                ("Minimum", "Fail", $"Add $4.20 more to use {code}."), ("Uses per customer", "Fail", $"You have used {code} before."),
            ],
            page.QuerySelectorAll("tbody tr").Select(r => (r.Children[0].TextContent, r.Children[1].TextContent.Trim(), r.Children[2].TextContent)));
        Assert.Equal((1, 1), await shop.Uses(code));
    }

    private static Dictionary<string, string> Typed(string code, params (string Field, string Value)[] more)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Form.Code"] = code,
            ["Form.Kind"] = "Percent",
            ["Form.Percent"] = "20",
            ["Form.Scope"] = "All",
            ["Form.Version"] = "0",
        };
        foreach (var (field, value) in more)
        {
            fields["Form." + field] = value;
        }
        return fields;
    }
}
