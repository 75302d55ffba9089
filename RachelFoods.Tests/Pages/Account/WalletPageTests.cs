using System.Net;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Cart;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Wallet;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Tests.Pages.Account;

public sealed class The_wallet_page(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task shows_nothing_of_a_wallet_that_was_never_opened()
    {
        var page = await (await shop.LoggedIn(await shop.ABuyer())).Page("/account/wallet");

        Assert.Contains("$0.00", page.QuerySelector("main .card")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task shows_each_change_with_its_balance_and_its_cause()
    {
        var buyer = await shop.ABuyerWith(20_00);
        var wish = await shop.Wish(await shop.AVariant()) with { BuyerId = buyer.Id, Wallet = Wallets.Usd(5_00) };
        var order = await shop.Look(Assert.IsType<CheckoutResult.Placed>(await shop.CheckOut(wish)).OrderId);

        var page = await (await shop.LoggedIn(buyer)).Page("/account/wallet");

        var rows = page.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(4, rows.Count);
        Assert.Contains("$15.00", rows[0], StringComparison.Ordinal);
        Assert.Contains("-$5.00", rows[1], StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"tbody a[href='/orders/{order.Number}']"));
        Assert.Contains("$20.00", rows[2], StringComparison.Ordinal);
        Assert.Contains("$0.00", rows[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task adds_up_over_any_days()
    {
        var buyer = await shop.ABuyerWith(20_00);
        var browser = await shop.LoggedIn(buyer);

        var before = await browser.Page("/account/wallet?from=2020-01-01&to=2020-01-31");

        Assert.Equal(2, before.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("$0.00", before.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=2026-02-02&to=2026-02-01")]
    [InlineData("?from=yesterday")]
    [InlineData("?handler=Csv&to=tomorrow")]
    public async Task says_what_is_wrong_with_the_days(string query)
    {
        using var answer = await (await shop.LoggedIn(await shop.ABuyer())).GetAsync("/account/wallet" + query);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await answer.ReadPage()).QuerySelector(".field__error"));
    }

    [Fact]
    public async Task is_saved_without_anything_that_a_spreadsheet_would_run()
    {
        var buyer = await shop.ABuyerWith(20_00);
        await shop.Credit(buyer, 1_00, reason: "=cmd|' /C calc'!A0 \"quoted\"");

        using var answer = await (await shop.LoggedIn(buyer)).GetAsync("/account/wallet?handler=Csv");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.Contains("\"'=cmd|' /C calc'!A0 \"\"quoted\"\"\",\"\",1.00,21.00,USD", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("\"Closing balance\",\"\",,21.00,USD", lines[4], StringComparison.Ordinal);
    }
}
