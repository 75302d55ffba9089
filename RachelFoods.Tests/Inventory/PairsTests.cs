using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Inventory;

/// <summary>Each act of stock with each other one and with itself, in two processes of the shop.</summary>
public sealed class Any_two_acts_on_stock(Shop shop) : IClassFixture<Shop>
{
    private const int OnHand = 60;

    /// <summary>What it does, to one unit of an order that <see cref="Order"/> prepares, and what that changes.</summary>
    private sealed record Act(
        string Name, Order Needs, int OnHand, int Reserved, Func<InventoryService, Guid, Guid, Task> Do);

    private enum Order
    {
        New,
        Held,
        Sold,
    }

    private static readonly Act[] Acts =
    [
        new("place", Order.New, 0, 1, (stock, food, order) => stock.ReserveAsync(order, [new Wanted(food, 1)], default)),
        new("sell", Order.Held, -1, -1, (stock, _, order) => stock.SellAsync(order, Actor.System, default)),
        new("release", Order.Held, 0, -1, (stock, _, order) => stock.ReleaseAsync(order, default)),
        new("cancel with return", Order.Sold, 1, 0, (stock, _, order) => stock.ReturnRestAsync(order, null, AnOrder.Staff, default)),
        new("return by a refund", Order.Sold, 1, 0, (stock, food, order) =>
            stock.ReturnAsync(new ReturnStock(order, [new Wanted(food, 1)], $"refund {order}", AnOrder.Staff), default)),
        new("count", Order.New, -1, 0, (stock, food, order) =>
            stock.CountAsync(new CountStock(food, OnHand - 1, OnHand, order, AnOrder.Staff, BeforeWhatMoved: true), default)),
        new("adjust", Order.New, -1, 0, (stock, food, order) =>
            stock.AdjustAsync(new AdjustStock(food, -1, StockReason.Damaged, order, AnOrder.Staff), default)),
        new("receive", Order.New, 1, 0, (stock, food, _) => stock.ReceiveAsync([new Wanted(food, 1)], Actor.System, default)),
    ];

    [Fact]
    public async Task at_once_in_two_processes_lose_nothing()
    {
        var (another, _) = shop.Stage.AnotherInstance();
        await using var end = another;
        for (var i = 0; i < Acts.Length; i++)
        {
            for (var j = i; j < Acts.Length; j++)
            {
                await Race(Acts[i], Acts[j], another.Services);
            }
        }
    }

    private async Task Race(Act one, Act other, IServiceProvider elsewhere)
    {
        var food = await shop.AVariant(OnHand);
        Act[] acts = [one, other, one, other];
        var orders = acts.Select(_ => Guid.NewGuid()).ToArray();
        foreach (var (act, order) in acts.Zip(orders).Where(a => a.First.Needs != Order.New))
        {
            await shop.Run(s => Inventory(s).ReserveAsync(order, [new Wanted(food, 1)], default));
            await (act.Needs == Order.Sold ? shop.Run(s => Inventory(s).SellAsync(order, Actor.System, default)) : Task.CompletedTask);
        }
        var (onHand, reserved) = await shop.Stock(food);

        await Task.WhenAll(acts.Zip(orders).Select((a, n) => In(n < 2 ? shop.Stage.Services : elsewhere, s => a.First.Do(Inventory(s), food, a.Second))));

        var after = await shop.Stock(food);
        Assert.True((onHand + acts.Sum(a => a.OnHand), reserved + acts.Sum(a => a.Reserved)) == after, $"{one.Name} and {other.Name}: {after}");
        Assert.Equal(after.OnHand, (await shop.Movements(food)).Sum(m => m.Delta));
        Assert.Equal(after.Reserved, await shop.Run(s => s.GetRequiredService<ShopDb>().Set<StockReservation>()
            .Where(r => r.VariantId == food && r.State == ReservationState.Held).SumAsync(r => r.Quantity)));
    }

    private static async Task In(IServiceProvider process, Func<IServiceProvider, Task> act)
    {
        var store = await process.GetRequiredService<IStoreDirectory>().FindAsync(StoreSeed.RachelFoods, default);
        using var entered = process.GetRequiredService<StoreContext>().Enter(store!);
        await using var scope = process.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    private static InventoryService Inventory(IServiceProvider services) => services.GetRequiredService<InventoryService>();
}
