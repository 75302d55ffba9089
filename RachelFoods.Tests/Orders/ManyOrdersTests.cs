using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Stage.Processes;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Orders;

/// <summary>A shop that has had 3000 orders.</summary>
public sealed class ManyOrders : IAsyncLifetime
{
    public const int Count = 3000;

    public Shop Shop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Shop = Shop.On(await TestStage.ApartAsync());
        Assert.Equal((0, ""), await EndAsync("seed", "--orders", $"{Count}"));
        await using var owner = NpgsqlDataSource.Create(Shop.Stage.ConnectionString(ShopRoles.Owner));
        await using var analyze = owner.CreateCommand("analyze orders, order_words");
        await analyze.ExecuteNonQueryAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <returns>With code 0, nothing.</returns>
    public async Task<(int Code, string Said)> EndAsync(params string[] verb)
    {
        var settings = new Dictionary<string, string>(Shop.Stage.Told, StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Production" };
        if (verb[0] == "seed")
        {
            settings["ConnectionStrings:ShopOwner"] = Shop.Stage.ConnectionString(ShopRoles.Owner);
        }
        var (code, output, errors) = await ServerProcess.EndOfVerbAsync("RachelFoods.Web", settings, verb);
        return (code, code == 0 ? "" : output + errors);
    }
}

public sealed class Many_orders(ManyOrders many) : IClassFixture<ManyOrders>
{
    private readonly Shop _shop = many.Shop;

    [Fact]
    public async Task that_are_seeded_agree_with_books_and_stock()
    {
        var orders = await _shop.Run(services => services.GetRequiredService<ShopDb>().Set<Order>().AsNoTracking().ToListAsync());

        Assert.Equal(ManyOrders.Count, orders.Select(o => o.Number).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal([OrderStatus.Completed, OrderStatus.Cancelled], orders.Select(o => o.Status).Distinct().Order());
        var some = await _shop.Look(orders[0].Id);
        Assert.Equal(some.Total.Minor, some.Explanation.Total);
        Assert.Equal((0, ""), await many.EndAsync("reconcile", "--from", "2020-01-01"));
    }

    [Fact]
    public async Task are_not_seeded_again()
    {
        Assert.Equal((0, ""), await many.EndAsync("seed", "--orders", $"{ManyOrders.Count}"));

        Assert.Equal(ManyOrders.Count, await _shop.Run(services => services.GetRequiredService<ShopDb>().Set<Order>().CountAsync()));
    }

    // A comparison that row security does not trust would be a filter on every row of the store.
    [Theory]
    [InlineData("ORD-2026-0042")]
    [InlineData("okafor.1@customers.example")]
    [InlineData("oke")]
    [InlineData("555 0147")]
    public async Task are_found_in_the_index_by_the_role_that_the_app_has(string text)
    {
        var plan = await PlanOf(text, common: 50_000);

        var lookups = plan.Where(l => l.Contains("word", StringComparison.Ordinal) && l.Contains(">=", StringComparison.Ordinal)).ToList();
        Assert.True(lookups.Count > 0 && lookups.TrueForAll(l => l.TrimStart().StartsWith("Index Cond: ", StringComparison.Ordinal)), string.Join('\n', plan));
    }

    [Fact]
    public async Task are_walked_from_the_newest_on_for_a_word_that_many_have()
    {
        var plan = await PlanOf("ord", common: 100);

        Assert.Contains(plan, l => l.Contains("Index Scan Backward using ix_orders_store_id_placed_at_id", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, l => l.Contains("Sort", StringComparison.Ordinal));
    }

    private Task<List<string>> PlanOf(string text, int common) => _shop.Run(async services =>
    {
        var db = services.GetRequiredService<ShopDb>();
        Assert.Equal(ShopRoles.App, await db.Database.SqlQuery<string>($"select current_user::text as \"Value\"").SingleAsync());
        var found = await new OrderSearch(db, common).ContainingAsync(db.Set<Order>(), text, default);
        await db.Database.OpenConnectionAsync();
        await using var explain = found.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id).Take(26).CreateDbCommand();
        explain.CommandText = "explain " + explain.CommandText;
        await using var lines = await explain.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await lines.ReadAsync())
        {
            plan.Add(lines.GetString(0));
        }
        return plan;
    });
}
