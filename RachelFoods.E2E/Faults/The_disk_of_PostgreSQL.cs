using System.Net;
using Npgsql;
using RachelFoods.E2E.Faults.Stage;
using RachelFoods.E2E.Stage;
using Xunit.Sdk;

namespace RachelFoods.E2E.Faults;

/// <summary>Full to its last byte, under a shop at work. The web processes are left alone.</summary>
[Collection(Turns.OfMachines)]
public sealed class The_disk_of_PostgreSQL(Reconciled reconciled) : FaultTest(reconciled)
{
    private const int Buyers = 3;

    // Seen to fail with an endpoint that answers 200 when it could not keep the event.
    [SmallDiskFact]
    public async Task being_full_refuses_what_is_new_cleanly_shows_what_there_is_and_all_is_made_good_when_there_is_room()
    {
        var buyers = await PrepareAsync();
        var processes = Shop.Nodes.ConvertAll(n => n.ProcessId);
        // Whatever is left of the log's present file is not enough for what follows; now the next one is begun.
        await AsSuperUserAsync("checkpoint", "select pg_switch_wal()", "select pg_logical_emit_message(true, 'test', 'on the next')");

        await Shop.Disk!.FillAsync();
        var refused = await OrderUntilRefusedAsync();
        await Eventually.TrueAsync(async () => await TellAgainAsync(buyers[0].Intent) >= HttpStatusCode.InternalServerError);
        await Task.WhenAll(buyers.Select(b => b.Buyer.ConfirmAsync(b.Intent)));

        Assert.All(refused, AssertClean);
        Assert.Contains(refused, r => r is { Status: HttpStatusCode.ServiceUnavailable, RetryAfter: not null });
        foreach (var page in new[] { "/", "/products/pomo", "/search?q=pomo", "/cart", buyers[0].PayPage, "/health/ready" })
        {
            // A connection that broke as the disk ran full is found out by who takes it next.
            await Eventually.TrueAsync(async () => (await buyers[0].Buyer.GetAsync(page)).Status == HttpStatusCode.OK);
        }
        await Eventually.TrueAsync(() => Task.FromResult(Shop.Nodes.Any(n => n.Output.Any(IsAlarm))));
        await Shop.Disk.FreeAsync();
        await Task.WhenAll(buyers.Select(b => UntilPaidOnceAsync(b.Buyer)));
        await NewBuyer().BuyAsync("pomo");
        Assert.Equal(processes, Shop.Nodes.Select(n => n.ProcessId));
    }

    // Without room for its log PostgreSQL ends itself, and begins only when there is some again. Seen to fail where an outage ends the worker.
    [SmallDiskFact]
    public async Task being_full_for_the_log_too_ends_the_server_and_the_shop_follows_it_back()
    {
        var buyers = await PrepareAsync();
        var processes = Shop.Nodes.ConvertAll(n => n.ProcessId);

        await Shop.Disk!.FillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(FillTheLogAsync);
        await buyers[0].Buyer.GetAsync("/cart"); // The pool learns that what it has is gone.
        var refused = await buyers[0].Buyer.GetAsync("/cart");
        await Task.WhenAll(buyers.Select(b => b.Buyer.ConfirmAsync(b.Intent)));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        AssertClean(refused);
        await Shop.Disk.FreeAsync();
        await Shop.StartPostgresAsync();
        await Task.WhenAll(buyers.Select(b => UntilPaidOnceAsync(b.Buyer)));
        await NewBuyer().BuyAsync("pomo");
        Assert.Equal(processes, Shop.Nodes.Select(n => n.ProcessId));
    }

    internal override Task<FaultyShop> TakeShopAsync() => FaultyShop.OnASmallDiskAsync();

    private static bool IsAlarm(string line) =>
        line.Contains("\"Level\":\"Error\"", StringComparison.Ordinal) && line.Contains("No space left on device", StringComparison.Ordinal);

    private async Task<IReadOnlyList<(Buyer Buyer, string PayPage, string Intent)>> PrepareAsync()
    {
        var prepared = new List<(Buyer Buyer, string PayPage, string Intent)>();
        for (var i = 0; i < Buyers; i++)
        {
            var buyer = NewBuyer(i);
            var payPage = await buyer.PlaceAsync("pomo");
            prepared.Add((buyer, payPage, await buyer.PrepareAsync(payPage)));
        }
        await Task.WhenAll(prepared.Select(p => UntilHeardAsync(p.Intent)));
        return prepared;
    }

    // There still is room on pages that are begun.
    private async Task<IReadOnlyList<Answer>> OrderUntilRefusedAsync()
    {
        var late = NewBuyer();
        await Eventually.TrueAsync(async () =>
        {
            var next = NewBuyer();
            try
            {
                await next.PlaceAsync("pomo");
            }
            catch (XunitException) when (!next.Failures.IsEmpty)
            {
                late = next;
            }
            return late == next;
        });
        return [.. late.Failures];
    }

    /// <summary>Another event about the same intent.</summary>
    private async Task<HttpStatusCode> TellAgainAsync(string intent)
    {
        var told = (await Shop.BooksAsync("events")).First(e => e["data"]!["object"]!["id"]!.GetValue<string>() == intent).DeepClone();
        told["id"] = $"evt_{Guid.NewGuid():N}";
        return await Webhook.SendAsync(Shop.First.Address, told, FaultyShop.WebhookSecret);
    }

    private async Task FillTheLogAsync()
    {
        while (true)
        {
            await AsSuperUserAsync("select pg_switch_wal()", "select pg_logical_emit_message(true, 'test', 'on the next')");
        }
    }

    private async Task AsSuperUserAsync(params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create(Shop.SuperUserConnection + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
