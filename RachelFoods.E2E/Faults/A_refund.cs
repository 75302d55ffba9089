using RachelFoods.E2E.Faults.Stage;

namespace RachelFoods.E2E.Faults;

[Collection(Turns.OfStripe)]
public sealed class A_refund(Reconciled reconciled) : FaultTest(reconciled)
{
    [Fact]
    public async Task is_made_and_booked_once_when_it_is_heard_of_before_stripe_has_answered()
    {
        var paid = await Shop.APaidOrderAsync(NewBuyer());
        var letGo = new TaskCompletionSource();
        var kept = Shop.Keep(Moment.Answered, n => n.Stripe, x => x.Asks("POST /v1/refunds "), letGo.Task);

        await paid.Buyer.CancelAsync(paid.PayPage);
        await kept;
        await Shop.UntilAllIsHeardAsync(paid.Intent);
        letGo.SetResult();

        await Shop.UntilGivenBackOnceAsync(paid);
    }
}
