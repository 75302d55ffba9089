using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using static RachelFoods.Web.Modules.Orders.OrderStatus;

namespace RachelFoods.Tests.Orders;

public sealed class Undoing_a_move(Shop shop) : IClassFixture<Shop>
{
    private static readonly OrderStatus[] Way = [Confirmed, Preparing, OrderStatus.Shipping, Delivered];

    [Theory]
    [InlineData(Confirmed)]
    [InlineData(Preparing)]
    [InlineData(OrderStatus.Shipping)]
    [InlineData(Delivered)]
    public async Task leads_back_and_keeps_both_in_the_history(OrderStatus to)
    {
        var before = await PaidAndMoved(Way.TakeWhile(next => next != to));
        var moved = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(before, to)).Order;

        var undone = Assert.IsType<UndoMoveResult.Undone>(await Undo(moved)).Order;

        Assert.Equal((before.Status, null), (undone.Status, undone.UndoUntil));
        Assert.Equal([to, before.Status], undone.History.TakeLast(2).Select(move => move.To));
        Assert.Equal(
            (moved.History[^1].Id, ActorKind.Staff, AnOrder.Staff.UserId), (undone.History[^1].UndoesId, undone.History[^1].By, undone.History[^1].ById));
        Assert.Equal(before.History, undone.Standing);
    }

    [Fact]
    public async Task twice_says_that_it_was_done()
    {
        var moved = await PaidAndMoved([Confirmed]);
        await Undo(moved);

        var again = Assert.IsType<UndoMoveResult.Already>(await Undo(moved)).Now;

        Assert.Equal(Paid, again.Status);
        Assert.IsType<UndoMoveResult.TooLate>(await Undo(again));
    }

    [Fact]
    public async Task that_something_else_followed_is_refused()
    {
        var confirmed = await PaidAndMoved([Confirmed]);
        await shop.Move(confirmed, Preparing);

        Assert.Equal(Preparing, Assert.IsType<UndoMoveResult.Overtaken>(await Undo(confirmed)).Now.Status);
    }

    [Fact]
    public async Task is_refused_when_its_time_is_over()
    {
        var moved = await PaidAndMoved([Confirmed]);
        await shop.Run(services => services.GetRequiredService<ShopDb>().Set<Order>().Where(o => o.Id == moved.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.UndoUntil, TimeProvider.System.GetUtcNow())));

        Assert.Equal(Confirmed, Assert.IsType<UndoMoveResult.TooLate>(await Undo(moved)).Now.Status);
    }

    [Fact]
    public async Task that_moved_stock_or_money_is_refused()
    {
        var cash = await shop.AnOrderOf(await shop.AVariant(), method: PaymentMethod.CashOnDelivery);
        foreach (var (next, canBeUndone) in new[] { (Confirmed, false), (Preparing, true), (OrderStatus.Shipping, true), (Delivered, false) })
        {
            cash = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(cash, next)).Order;
            Assert.Equal(canBeUndone, cash.UndoUntil is not null);
        }

        Assert.Equal(Delivered, Assert.IsType<UndoMoveResult.TooLate>(await Undo(cash)).Now.Status);
        var paid = await shop.APaidOrderOf(await shop.AVariant());
        Assert.Equal(Paid, Assert.IsType<UndoMoveResult.TooLate>(await Undo(paid)).Now.Status);
    }

    [Fact]
    public async Task comes_before_anybody_is_told_of_it()
    {
        var moved = await PaidAndMoved([Confirmed]);

        var told = await MessageOf(moved);

        Assert.Equal(moved.History[^1].At.AddSeconds(10), moved.UndoUntil);
        Assert.Equal((moved.UndoUntil, null), (told.DueAt, told.DoneAt));
        await Undo(moved);
        Assert.Null(await Settle(moved));
    }

    [Fact]
    public async Task after_somebody_was_told_is_refused()
    {
        var moved = await PaidAndMoved([Confirmed]);

        var (first, again) = (await Settle(moved), await Settle(moved));

        Assert.Equal((Paid, Confirmed, null), (first!.From!.Value, first.To, first.Reason));
        Assert.Equal(first, again);
        Assert.IsType<UndoMoveResult.TooLate>(await Undo(moved));
    }

    [Fact]
    public async Task of_the_last_leaves_alone_the_one_before()
    {
        var confirmed = await PaidAndMoved([Confirmed]);
        var preparing = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(confirmed, Preparing)).Order;

        Assert.NotNull(await Settle(confirmed));

        Assert.Equal(Confirmed, Assert.IsType<UndoMoveResult.Undone>(await Undo(preparing)).Order.Status);
        Assert.NotNull(await Settle(confirmed));
    }

    // Seen failing: without "for update" on the order's row the loser threw instead of hearing that it had lost.
    [Fact]
    public async Task and_telling_of_it_at_once_have_one_winner()
    {
        for (var round = 0; round < 8; round++)
        {
            var moved = await PaidAndMoved([Confirmed]);

            var (undoing, telling) = (Undo(moved), Settle(moved));
            var (undone, told) = (await undoing is UndoMoveResult.Undone, await telling is not null);

            Assert.True(undone != told, $"Undone: {undone}; told: {told}.");
        }
    }

    [Fact]
    public async Task of_a_delivery_does_not_complete_the_order_later()
    {
        var delivered = await PaidAndMoved(Way);
        var undone = Assert.IsType<UndoMoveResult.Undone>(await Undo(delivered)).Order;
        await shop.Move(undone, Delivered);

        await shop.Run(services => services.GetRequiredService<CompleteDelivered>()
            .HandleAsync(new CompleteDeliveredOrder(delivered.Id, delivered.History[^1].Id), default));

        Assert.Equal(Delivered, (await shop.Look(delivered.Id)).Status);
    }

    [Fact]
    public void waits_for_nobody_where_others_moved_the_order()
    {
        var order = AnOrder.Standing(Pending);
        order.TakeEvents();

        order.MarkPaid(Actor.System, AnOrder.Now);

        Assert.Contains((new OrderMoved(order.Id, order.History[^1].Id), (DateTimeOffset?)null), order.TakeEvents());
        Assert.Throws<IllegalTransition>(() => order.Undo(order.History[^1], AnOrder.Staff, AnOrder.Now));
    }

    private async Task<OrderView> PaidAndMoved(IEnumerable<OrderStatus> way)
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        foreach (var next in way)
        {
            order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, next)).Order;
        }
        return order;
    }

    private Task<UndoMoveResult> Undo(OrderView seen) => shop.Run(services =>
        services.GetRequiredService<OrderMoves>().UndoAsync(seen.Number, seen.Version, AnOrder.Staff, default));

    private Task<OrderMoveView?> Settle(OrderView moved) => shop.Run(services =>
        services.GetRequiredService<OrderMoves>().SettleAsync(moved.Id, moved.History[^1].Id, default));

    private async Task<OutboxMessage> MessageOf(OrderView moved) =>
        Assert.Single(await shop.Messages<OrderMoved>(), message => message.Payload.Contains(moved.History[^1].Id.ToString()));
}
