using System.Diagnostics;
using System.Net;
using RachelFoods.E2E.Faults.Stage;

namespace RachelFoods.E2E.Faults;

/// <summary>Half-open, with nobody hanging up: only a time limit ends the waiting. With the limits that the shop has by itself.</summary>
[Collection("faults")]
public sealed class A_silent_line : FaultTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task to_stripe_is_given_up_in_time_and_leaves_the_order_to_be_paid()
    {
        using var plain = await Shop.AddAsync("plain", ("Stripe:Timeout", ""));
        var buyer = NewBuyer(plain.Number);
        var payPage = await buyer.PlaceAsync("egusi");
        var form = await buyer.OpenFormAsync(payPage);
        plain.Node.Stripe.Be(Line.Silent);
        var began = Stopwatch.GetTimestamp();

        var answer = await buyer.PostAsync(form);

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Limit);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        plain.Node.Heal();
        await buyer.ConfirmAsync(await buyer.PrepareAsync(payPage));
        await UntilPaidOnceAsync(buyer);
    }
}
