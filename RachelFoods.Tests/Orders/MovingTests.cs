using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;
using static RachelFoods.Web.Modules.Orders.OrderStatus;

namespace RachelFoods.Tests.Orders;

public sealed class Moving_an_order(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task leads_from_paid_to_delivered_with_a_row_of_history_each()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        foreach (var next in new[] { Confirmed, Preparing, OrderStatus.Shipping, Delivered })
        {
            order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, next)).Order;
        }

        Assert.Equal([Pending, Paid, Confirmed, Preparing, OrderStatus.Shipping, Delivered], order.History.Select(m => m.To));
        Assert.Equal([ActorKind.Buyer, ActorKind.System], order.History.Take(2).Select(m => m.By));
        Assert.All(order.History.Skip(2), move => Assert.Equal((ActorKind.Staff, AnOrder.Staff.UserId), (move.By, move.ById)));
    }

    [Fact]
    public async Task completes_it_some_days_after_delivery()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        foreach (var next in new[] { Confirmed, Preparing, OrderStatus.Shipping, Delivered })
        {
            order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, next)).Order;
        }

        var message = Assert.Single(await shop.Messages<CompleteDeliveredOrder>(), m => m.Payload.Contains(order.Id.ToString()));
        Assert.Equal(order.History[^1].At.AddDays(7), message.DueAt);

        for (var again = 0; again < 2; again++)
        {
            await shop.Run(s => s.GetRequiredService<CompleteDelivered>().HandleAsync(new CompleteDeliveredOrder(order.Id), default));
        }
        var completed = await shop.Look(order.Id);
        Assert.Equal((Completed, ActorKind.System), (completed.Status, completed.History[^1].By));
        Assert.Single(completed.History, move => move.To == Completed);
    }

    [Fact]
    public async Task from_an_old_page_changes_nothing()
    {
        var seen = await shop.APaidOrderOf(await shop.AVariant());
        await shop.Move(seen, Confirmed);

        var now = Assert.IsType<MoveOrderResult.Stale>(await shop.Move(seen, Confirmed)).Now;

        Assert.Equal(Confirmed, now.Status);
        Assert.Single(now.History, move => move.To == Confirmed);
    }

    [Fact]
    public async Task back_to_preparing_asks_for_a_reason()
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());
        foreach (var next in new[] { Confirmed, Preparing, OrderStatus.Shipping })
        {
            order = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, next)).Order;
        }

        Assert.IsType<MoveOrderResult.NeedsReason>(await shop.Move(order, Preparing, reason: "  "));
        var moved = Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, Preparing, reason: "Nobody at home"));

        Assert.Equal("Nobody at home", moved.Order.History[^1].Reason);
    }

    [Theory]
    [InlineData(Cancelled)]
    [InlineData(Preparing)]
    [InlineData(Completed)]
    public async Task of_a_paid_order_to_where_staff_may_not_take_it_is_refused(OrderStatus to)
    {
        var order = await shop.APaidOrderOf(await shop.AVariant());

        Assert.IsType<MoveOrderResult.NotAllowed>(await shop.Move(order, to));
    }

    [Fact]
    public async Task of_an_unpaid_card_order_is_refused_for_stripe_must_be_asked_first()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());

        Assert.IsType<MoveOrderResult.NotAllowed>(await shop.Move(order, Cancelled));
        Assert.IsType<MoveOrderResult.NotAllowed>(await shop.Move(order, Paid));
    }

    [Fact]
    public async Task of_a_cash_order_to_confirmed_takes_the_stock_from_the_shelf()
    {
        var egusi = await shop.AVariant(onHand: 5);
        var order = await shop.AnOrderOf(egusi, quantity: 2, method: PaymentMethod.CashOnDelivery);

        Assert.IsType<MoveOrderResult.Moved>(await shop.Move(order, Confirmed));

        Assert.Equal((3, 0), await shop.Stock(egusi));
    }

    [Fact]
    public async Task that_is_cancelled_unpaid_gives_the_stock_back()
    {
        var egusi = await shop.AVariant(onHand: 5);
        var order = await shop.AnOrderOf(egusi, quantity: 2);

        await shop.Run(s => s.GetRequiredService<OrderService>().CancelAsync(order.Id, "Not paid in time", Actor.System, default));

        Assert.Equal((5, 0), await shop.Stock(egusi));
        Assert.Equal("Not paid in time", (await shop.Look(order.Id)).CancelReason);
    }

    [Fact]
    public async Task of_another_store_finds_nothing()
    {
        var drinks = await shop.AVariant(store: StoreSeed.SecondStore);
        var order = await shop.AnOrderOf(drinks, store: StoreSeed.SecondStore);

        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Run(
            s => s.GetRequiredService<OrderService>().CancelAsync(order.Id, "Not mine", Actor.System, default)));
        Assert.Equal(Pending, (await shop.Look(order.Id, StoreSeed.SecondStore)).Status);
    }

    [Fact]
    public async Task to_paid_counts_its_sales_once()
    {
        var egusi = await shop.AVariant();
        var order = await shop.APaidOrderOf(egusi, quantity: 2);

        for (var again = 0; again < 2; again++)
        {
            await shop.Run(s => s.GetRequiredService<RecordSales>().HandleAsync(new OrderPaid(order.Id), default));
        }

        Assert.Equal(2, await SoldAsync(egusi));
    }

    [Fact]
    public async Task to_cancelled_takes_its_sales_back_once()
    {
        var egusi = await shop.AVariant();
        var order = await shop.APaidOrderOf(egusi, quantity: 2);
        await Wait.Until(async () => await SoldAsync(egusi) == 2, "the sale is counted");
        await shop.CancelPaid(order);
        await Wait.Until(async () => await SoldAsync(egusi) == 0, "the sale is taken back");

        for (var again = 0; again < 2; again++)
        {
            await shop.Run(s => s.GetRequiredService<RecordSales>().HandleAsync(new OrderCancelled(order.Id), default));
            await shop.Run(s => s.GetRequiredService<RecordSales>().HandleAsync(new OrderPaid(order.Id), default));
        }

        Assert.Equal(0, await SoldAsync(egusi));
    }

    [Theory]
    [InlineData("update orders set status = 'PENDING' where id = $1")]
    [InlineData("update orders set status = 'COMPLETED' where id = $1")]
    [InlineData("update orders set total_minor = 1 where id = $1")]
    [InlineData("delete from orders where id = $1")]
    [InlineData("update order_lines set quantity = 1 where order_id = $1")]
    [InlineData("delete from order_lines where order_id = $1")]
    [InlineData("update order_moves set reason = 'x' where order_id = $1")]
    [InlineData("delete from order_moves where order_id = $1")]
    public async Task is_final_in_the_database_too_whoever_asks(string sql)
    {
        var order = await shop.AnOrderOf(await shop.AVariant(), quantity: 2);
        await shop.Run(s => s.GetRequiredService<OrderService>().CancelAsync(order.Id, "Not paid in time", Actor.System, default));

        foreach (var role in new[] { ShopRoles.App, ShopRoles.Owner })
        {
            await using var source = NpgsqlDataSource.Create(
                shop.Stage.ConnectionString(role) + $";Options=-c app.store_id={StoreSeed.RachelFoods}");
            await using var write = source.CreateCommand(sql);
            write.Parameters.Add(new NpgsqlParameter { Value = order.Id });
            var refused = await Assert.ThrowsAsync<PostgresException>(() => write.ExecuteNonQueryAsync());
            Assert.Contains(
                refused.SqlState, new[] { PostgresErrorCodes.RestrictViolation, PostgresErrorCodes.InsufficientPrivilege });
        }
    }

    private Task<long> SoldAsync(Guid variantId) => shop.Run(services => services.GetRequiredService<ShopDb>().Set<Product>()
        .Where(p => p.Variants.Any(v => v.Id == variantId)).Select(p => p.SoldCount).SingleAsync());
}
