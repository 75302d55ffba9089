using System.Net;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults;

/// <summary>API key and webhook secret of the environment at once, as docs/operations.md says: one process after the other.</summary>
[Collection(Turns.OfStripe)]
public sealed class Rotating_the_keys_of_Stripe(Reconciled reconciled) : FaultTest(reconciled)
{
    private const string NewSecret = "whsec_of_tomorrow";

    private readonly string _newKey = $"sk_test_rolled_{Guid.NewGuid():N}";

    private (string, string)[] New =>
    [
        ("Stripe:SecretKey", _newKey), ("Stripe:PublishableKey", "pk" + _newKey[2..]), ("Stripe:WebhookSecret", $"{NewSecret},{FaultyShop.WebhookSecret}"),
    ];

    [Fact]
    public async Task one_process_after_the_other_loses_no_payment_and_no_event()
    {
        var heardBefore = (await Shop.Sandbox.DeliveriesAsync()).Count;
        var (early, earlyIntent) = await AtTheTillAsync(process: 0);
        await Shop.Sandbox.RollKeyAsync(_newKey);
        await Shop.Sandbox.FailAsync("webhook_two_signatures", code: NewSecret);
        var between = NewBuyer(process: 1);
        var payPage = await between.PlaceAsync("egusi");
        var (cancelling, cancels) = await PaidAsync(process: 1);

        using var first = await Shop.AddAsync("first, renewed", New);
        Shop.First.Kill();
        await early.ConfirmAsync(earlyIntent);
        var intent = await between.PrepareAsync(payPage);
        Assert.Equal(intent, await Elsewhere(between, first.Number).PrepareAsync(payPage));
        await between.ConfirmAsync(intent);
        await UntilPaidOnceAsync(early);
        await UntilPaidOnceAsync(between);

        using var second = await Shop.AddAsync("second, renewed", New);
        Shop.Second.Kill();
        await Shop.Sandbox.ExpireKeyAsync(ended: true);
        await Shop.Sandbox.ClearAsync();
        await Shop.Sandbox.FailAsync("webhook_wrong_secret", code: NewSecret);
        var (late, lateIntent) = await AtTheTillAsync(second.Number);
        await new SandboxSwitches(Shop.StripeAddress, _newKey).PayAsync(lateIntent);
        await UntilPaidOnceAsync(late);
        Assert.Equal(HttpStatusCode.Redirect, (await Elsewhere(cancelling, first.Number).CancelAsync(cancels)).Status);
        await Eventually.TrueAsync(async () => await Shop.CountAsync(
            "select count(*) from refunds r join orders o on o.id = r.order_id where o.email = $1 and r.state = 'SUCCEEDED'", cancelling.Email) == 1);

        await Shop.Sandbox.ExpireKeyAsync(ended: false);
        Assert.All((await Shop.Sandbox.DeliveriesAsync()).Skip(heardBefore), d => Assert.NotEqual(400, d["status"]!.GetValue<int>()));
    }

    private async Task<(Buyer Buyer, string Intent)> AtTheTillAsync(int process)
    {
        var buyer = NewBuyer(process);
        return (buyer, await buyer.PrepareAsync(await buyer.PlaceAsync("egusi")));
    }

    private async Task<(Buyer Buyer, string PayPage)> PaidAsync(int process)
    {
        var buyer = NewBuyer(process);
        var payPage = await buyer.PlaceAsync("egusi");
        await buyer.ConfirmAsync(await buyer.PrepareAsync(payPage));
        await UntilPaidOnceAsync(buyer);
        return (buyer, payPage);
    }
}
