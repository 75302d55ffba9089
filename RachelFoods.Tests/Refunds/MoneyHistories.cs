using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
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
    };

    private static Step Paid(string card) => (silent, life) => silent.Shop.PayAtStripe(life.Intent, card);

    /// <summary>By the staff in Stripe's Dashboard.</summary>
    private static Step Given(long? minor) => (silent, life) => silent.Shop.RefundInTheDashboard(life.Intent, minor);

    private static Step BankSettlesDispute(string status) => async (silent, life) =>
    {
        var disputes = (await silent.Shop.Stripe(HttpMethod.Get, $"/v1/disputes?payment_intent={life.Intent}"))["data"]!.AsArray();
        await silent.ActAtStripe($"/_sandbox/disputes/{(string)disputes[0]!["id"]!}/settle", new { status });
    };

    private static Task Disputed(SilentShop silent, Life life) =>
        silent.ActAtStripe($"/_sandbox/charges/{life.Intent}/dispute", new { kind = "fraud" });

    private static async Task Cancelled(SilentShop silent, Life life)
    {
        await silent.Shop.Settle(life.Order);
        Assert.IsType<CancelPaidResult.Cancelled>(await silent.Shop.CancelPaid(await silent.Shop.Look(life.Order)));
        await Wait.Until(async () => (await silent.Shop.RefundsAtStripe(life.Intent)).Count == 1, "Stripe has the refund");
    }

    private static async Task BankSettlesRefund(SilentShop silent, Life life) =>
        await silent.Shop.SettleAtStripe((string)(await silent.Shop.RefundsAtStripe(life.Intent))[0]["id"]!);
}
