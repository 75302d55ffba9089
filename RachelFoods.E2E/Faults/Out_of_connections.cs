using System.Diagnostics;
using System.Net;
using Npgsql;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults;

/// <summary>PostgreSQL lets nobody in, or the pool has nobody left.</summary>
[Collection(Turns.OfMachines)]
public sealed class Out_of_connections(Reconciled reconciled) : FaultTest(reconciled)
{
    /// <summary>Of a store's pool, by itself.</summary>
    private const int PoolSize = 10;

    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task the_server_is_said_to_be_busy_quickly_and_serves_again_by_itself()
    {
        var buyer = NewBuyer();
        var intent = await buyer.PrepareAsync(await buyer.PlaceAsync("egusi"));
        await UntilHeardAsync(intent);
        await AsSuperUserAsync("alter role shop_app connection limit 0; alter role shop_worker connection limit 0");
        await AsSuperUserAsync("select pg_terminate_backend(pid) from pg_stat_activity where usename in ('shop_app', 'shop_worker')");
        try
        {
            await buyer.GetAsync("/cart"); // The pool learns that what it has is gone.
            var began = Stopwatch.GetTimestamp();
            var refused = await buyer.GetAsync("/cart");

            Assert.True(Stopwatch.GetElapsedTime(began) < Quick);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
            Assert.NotNull(refused.RetryAfter);
            AssertClean(refused);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await buyer.GetAsync("/health/ready")).Status);
            await buyer.ConfirmAsync(intent);
            await Eventually.TrueAsync(async () => (await Shop.Sandbox.DeliveriesAsync()).Any(d => d["status"]!.GetValue<int>() >= 500));
        }
        finally
        {
            await AsSuperUserAsync("alter role shop_app connection limit -1; alter role shop_worker connection limit -1");
        }
        await UntilPaidOnceAsync(buyer);
        Assert.Equal(HttpStatusCode.OK, (await buyer.GetAsync("/cart")).Status);
    }

    // Whoever waits for a lock keeps a connection; so many do that none is left.
    [Fact]
    public async Task of_the_pool_the_others_are_told_to_come_back()
    {
        using var plain = await Shop.AddAsync("plain", ("Database:Connect", ""));
        var late = NewBuyer(plain.Number);
        await late.AddAsync(await Shop.VariantAsync("egusi"));
        var orders = await Task.WhenAll(Enumerable.Range(0, PoolSize).Select(async _ =>
        {
            var buyer = NewBuyer(plain.Number);
            await buyer.AddAsync(await Shop.VariantAsync("egusi"));
            return (Buyer: buyer, Form: await buyer.FillCheckoutAsync());
        }));
        Answer refused;
        Task<Answer[]> stuck;
        await using (var connection = new NpgsqlConnection(Shop.SuperUserConnection + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var keep = new NpgsqlCommand("lock table order_counters in access exclusive mode", connection, transaction);
            await keep.ExecuteNonQueryAsync();
            stuck = Task.WhenAll(orders.Select(o => o.Buyer.PostAsync(o.Form)));
            await UntilWaitingAsync(connection, transaction);
            var began = Stopwatch.GetTimestamp();
            refused = await late.GetAsync("/cart");
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Limit);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.NotNull(refused.RetryAfter);
        AssertClean(refused);
        Assert.All(await stuck, a => Assert.True(a.Status == HttpStatusCode.SeeOther, $"{a.Status}: {a.Body}"));
        Assert.Equal(HttpStatusCode.OK, (await late.GetAsync("/cart")).Status);
    }

    // For the counter or, behind who has come so far, for the stock.
    private static async Task UntilWaitingAsync(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        await using var count = new NpgsqlCommand("select count(*) from pg_locks where not granted", connection, transaction);
        await Eventually.TrueAsync(async () => (long)(await count.ExecuteScalarAsync())! == PoolSize);
    }

    private async Task AsSuperUserAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Shop.SuperUserConnection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
