using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;

namespace RachelFoods.Tests.Refunds;

/// <summary>What may become of the money of an order, step by step; each step makes events.</summary>
internal static class MoneyHistories
{
    public delegate Task Step(SilentShop silent, Life life);

    public static readonly IReadOnlyDictionary<string, Step[]> All = new Dictionary<string, Step[]>(StringComparer.Ordinal)
    {
        ["a refund"] = [Paid("pm_card_visa"), Cancelled],
        ["a refund that takes its time"] = [Paid("pm_card_pendingRefund"), Cancelled, BankSettlesRefund],
        ["a refund that fails in the end"] = [Paid("pm_card_refundFail"), Cancelled, BankSettlesRefund],
        ["a refund that failed, as did the one of the Dashboard in its place"] =
            [Paid("pm_card_refundFail"), Cancelled, BankSettlesRefund, Given(null), BankSettlesRefund],
        ["three parts given back in the Dashboard"] = [Paid("pm_card_visa"), Given(5_00), Given(1_00), Given(null)],
        ["a part given back that takes its time"] = [Paid("pm_card_pendingRefund"), Given(5_00), BankSettlesRefund, Given(2_00), BankSettlesRefund],
        ["a dispute that is won"] = [Paid("pm_card_createDispute"), BankSettlesDispute("under_review"), BankSettlesDispute("won")],
        ["a dispute that is lost"] = [Paid("pm_card_createDispute"), BankSettlesDispute("under_review"), BankSettlesDispute("lost")],
        ["an inquiry"] = [Paid("pm_card_createDisputeInquiry"), BankSettlesDispute("warning_under_review"), BankSettlesDispute("warning_closed")],
        ["an inquiry that becomes a chargeback"] =
            [Paid("pm_card_createDisputeInquiry"), BankSettlesDispute("needs_response"), BankSettlesDispute("under_review"), BankSettlesDispute("lost")],
        ["a part given back, a dispute about the rest that is won, and the rest given back"] =
            [Paid("pm_card_visa"), Given(5_00), Disputed, BankSettlesDispute("won"), Given(null)],
        ["a warning of fraud and all given back"] = [Paid("pm_card_createIssuerFraudRecord"), Given(null)],
        ["a page of Stripe's"] = [PaidOnPage],
        ["a page on which a card is declined before another pays"] = [DeclinedOnPage, PaidOnPage],
        ["a page that expires, and the next one"] = [DeclinedOnPage, PageExpires, PaidOnPage],
        ["a page that is left for the card form"] = [DeclinedOnPage, Paid("pm_card_visa")],
        ["a card form that is left for the page"] = [Paid("pm_card_visa_chargeDeclined"), PaidOnPage],
        ["a page that is given up with its order"] = [DeclinedOnPage, GivenUp],
        ["a page that expires, and its order is given up"] = [DeclinedOnPage, PageExpires, GivenUp],
        ["a page that is paid, and all given back"] = [PaidOnPage, Cancelled],
    };

    private static async Task PaidOnPage(SilentShop silent, Life life) =>
        Assert.NotNull(await HostedPageStage.PayOnPage(await silent.Shop.PreparedPage(life.Order)));

    private static async Task DeclinedOnPage(SilentShop silent, Life life) =>
        Assert.Null(await HostedPageStage.PayOnPage(await silent.Shop.PreparedPage(life.Order), "4000000000009995"));

    private static async Task PageExpires(SilentShop silent, Life life) =>
        await silent.Shop.Stripe(HttpMethod.Post, $"/_sandbox/sessions/{HostedPageStage.SessionOf(await silent.Shop.PreparedPage(life.Order))}/expire");

    private static async Task GivenUp(SilentShop silent, Life life) => Assert.Equal(CloseResult.Closed, await silent.Shop.Close(life.Order));

    private static Step Paid(string card) => async (silent, life) => await silent.Shop.PayAtStripe(await silent.Shop.PreparedIntent(life.Order), card);

    /// <summary>By the staff in Stripe's Dashboard.</summary>
    private static Step Given(long? minor) => async (silent, life) =>
        await silent.Shop.RefundInTheDashboard(await silent.PaidIntentOf(life), minor);

    private static Step BankSettlesDispute(string status) => async (silent, life) =>
    {
        var disputes = (await silent.Shop.Stripe(HttpMethod.Get, $"/v1/disputes?payment_intent={await silent.PaidIntentOf(life)}"))["data"]!.AsArray();
        await silent.ActAtStripe($"/_sandbox/disputes/{(string)disputes[0]!["id"]!}/settle", new { status });
    };

    private static async Task Disputed(SilentShop silent, Life life) =>
        await silent.ActAtStripe($"/_sandbox/charges/{await silent.PaidIntentOf(life)}/dispute", new { kind = "fraud" });

    private static async Task Cancelled(SilentShop silent, Life life)
    {
        await silent.Shop.Settle(life.Order);
        var intent = await silent.PaidIntentOf(life);
        Assert.IsType<CancelPaidResult.Cancelled>(await silent.Shop.CancelPaid(await silent.Shop.Look(life.Order)));
        await Wait.Until(async () => (await silent.Shop.RefundsAtStripe(intent)).Count == 1, "Stripe has the refund");
    }

    private static async Task BankSettlesRefund(SilentShop silent, Life life) =>
        await silent.Shop.SettleAtStripe((string)(await silent.Shop.RefundsAtStripe(await silent.PaidIntentOf(life)))[0]["id"]!);
}
