using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Email;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Reconciliation;

namespace RachelFoods.Tests.Data;

/// <summary>A web whose clock is not the database's. What limits count by is shown apart: <see cref="An_exact_limit"/> has another year.</summary>
[Collection("stripe")]
public sealed class A_database_five_minutes_away
{
    // Seen to fail, for both, with messages claimed by the database's time; for the web that is behind, with waiting ones counted by it.
    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public async Task has_no_say_in_what_is_due(int minutes)
    {
        var clock = new ShiftedClock(TimeSpan.FromMinutes(minutes));
        var shop = Shop.On(await TestStage.ApartAsync(services => services.AddSingleton<TimeProvider>(clock)));
        var variant = await shop.AVariant(onHand: 5);
        var kept = await Held(shop, variant, TimeSpan.FromMinutes(1));
        var ended = await Held(shop, variant, TimeSpan.FromSeconds(2));

        var (paid, _) = await shop.AnOrderPaidAtStripe();
        await shop.UntilMailed(paid.Id, "OrderPaid");
        var moved = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(paid, OrderStatus.Confirmed)).Order;
        Assert.IsType<UndoMoveResult.Undone>(
            await shop.Run(s => s.GetRequiredService<OrderMoves>().UndoAsync(moved.Number, moved.Version, AnOrder.Staff, default)));
        await Wait.Until(async () => (await shop.Look(ended.Id)).Status == OrderStatus.Cancelled, "the hold that is over ends its order");
        var browser = await shop.LoggedIn(await shop.ABuyer());

        Assert.InRange((await shop.Look(ended.Id)).History[^1].At, ended.HeldUntil!.Value, clock.GetUtcNow());
        Assert.Equal(OrderStatus.Pending, (await shop.Look(kept.Id)).Status);
        Assert.Equal((5, 1), await shop.Stock(variant));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
        await Wait.Until(async () => (await shop.Run(s => s.GetRequiredService<StandingService>().LookAsync(default))).Waiting == 0, "nothing is due");
    }

    private static async Task<OrderView> Held(Shop shop, Guid variant, TimeSpan hold)
    {
        var placed = Assert.IsType<CheckoutResult.Placed>(await shop.CheckOut(await shop.Wish(variant) with { Hold = hold }));
        return await shop.Look(placed.OrderId);
    }

    private sealed class ShiftedClock(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
    }
}
