using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;

namespace RachelFoods.Tests.Pages.Orders;

[Collection("stripe")]
public sealed class The_buyers_page_to_cancel(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task says_what_goes_back_and_cancels()
    {
        var buyer = await shop.ABuyer();
        var (order, _) = await shop.AnOrderPaidAtStripe(await shop.AVariant(price: 12_99), buyerId: buyer.Id);
        var browser = await shop.LoggedIn(buyer);
        var address = (await browser.Page($"/orders/{order.Number}")).QuerySelector("a[href$='/cancel']")!.GetAttribute("href")!;

        var form = await browser.Page(address);
        var answer = await browser.Submit(FormOf(form, address));

        Assert.Equal("$17.99 goes back to the card that you paid with.", form.Words(".lead"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        var page = await browser.Page($"/orders/{order.Number}");
        Assert.Equal("Cancelled", page.Words("#order-status .status"));
        Assert.StartsWith("$17.99 was given back to your card on", page.Words(".notice--ok"), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("a[href$='/cancel']"));
    }

    // Seen to fail without the order's lock: then one of the two was answered by an error.
    [Fact]
    public async Task pressed_twice_gives_the_money_back_once()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe();
        var (browser, address) = (shop.Browser(), await Address(order));
        var form = FormOf(await browser.Page(address), address);

        var answers = await Task.WhenAll(browser.Submit(form), browser.Submit(form));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        Assert.Single(await shop.RefundsAtStripe(intent));
    }

    [Theory]
    [InlineData("pm_card_pendingRefund", "is on its way back to your card")]
    [InlineData("pm_card_refundFail", "could not be given back to your card")]
    public async Task leads_to_a_page_that_follows_the_money(string card, string words)
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe(card: card);
        await shop.CancelPaid(order);
        await Wait.Until(async () => (await shop.RefundsAtStripe(intent)).Count == 1, "Stripe has the refund");
        if (card == "pm_card_refundFail")
        {
            await shop.UntilRefunds(order.Id, RefundState.Succeeded);
            await shop.SettleAtStripe((string)(await shop.RefundsAtStripe(intent))[0]["id"]!);
            await shop.UntilRefunds(order.Id, RefundState.Failed);
        }

        var page = await shop.Browser().Page((await Address(order)).Replace("/cancel", "", StringComparison.Ordinal));

        Assert.Contains(page.QuerySelectorAll("#order-status .notice"), notice => notice.TextContent.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task offers_nothing_while_the_bank_decides()
    {
        var (order, _) = await shop.AnOrderPaidAtStripe();
        await shop.ADisputeOf(order.Id, "NEEDS_RESPONSE");

        var page = await shop.Browser().Page(await Address(order));

        Assert.Contains("disputed at your bank", page.Words(".notice--warn"), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("button.btn--danger"));
    }

    [Fact]
    public async Task says_what_the_bank_has_given_back_when_it_decided_for_the_buyer()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe(await shop.AVariant(price: 12_99));
        await shop.LoseDispute(order.Id, intent, 5_00);
        var (browser, address) = (shop.Browser(), await Address(order));

        var form = await browser.Page(address);
        await browser.Submit(FormOf(form, address));

        Assert.Equal(
            "Your bank has given you $5.00 back already. The rest, $12.99, goes back to the card that you paid with; your bank needs 5 to 10 business days to show it.",
            form.Words(".lead"));
        await shop.UntilRefunds(order.Id, RefundState.Succeeded, RefundState.Succeeded);
        var page = await browser.Page(address.Replace("/cancel", "", StringComparison.Ordinal));
        Assert.Contains(page.QuerySelectorAll("#order-status .notice"), notice => notice.TextContent.Contains("Your bank gave you $5.00 back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task cancels_a_cash_order_before_and_after_it_is_confirmed()
    {
        foreach (var confirmed in new[] { false, true })
        {
            var variant = await shop.AVariant(onHand: 5);
            var order = await shop.AnOrderOf(variant, method: PaymentMethod.CashOnDelivery);
            if (confirmed)
            {
                await shop.Move(order, OrderStatus.Confirmed);
            }
            var (browser, address) = (shop.Browser(), await Address(order));
            var form = await browser.Page(address);

            await browser.Submit(FormOf(form, address));

            Assert.StartsWith("No money needs to go back.", form.Words(".lead"), StringComparison.Ordinal);
            Assert.Equal(OrderStatus.Cancelled, (await shop.Look(order.Id)).Status);
            Assert.Equal((5, 0), await shop.Stock(variant));
        }
    }

    [Fact]
    public async Task is_not_there_for_who_has_no_link_and_closed_when_the_food_is_packed()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        foreach (var step in new[] { OrderStatus.Confirmed, OrderStatus.Preparing })
        {
            order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, step)).Order;
        }

        Assert.Equal(HttpStatusCode.NotFound, (await shop.Browser().GetAsync("/orders/track/guess/cancel")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await shop.Browser().GetAsync(await Address(order))).StatusCode);
    }

    private static IElement FormOf(IDocument page, string address)
    {
        var form = page.QuerySelector("form:has([name=Version])")!;
        form.SetAttribute("action", address);
        return form;
    }

    private Task<string> Address(OrderView order) => shop.Run(
        services => Task.FromResult(services.GetRequiredService<OrderLinks>().TrackingPath(order.Id) + "/cancel"));
}
