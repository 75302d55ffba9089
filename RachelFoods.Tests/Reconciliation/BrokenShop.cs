using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Data.Embedded;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Tests.Reconciliation;

/// <summary>An order on which something is done that should not be.</summary>
public sealed record Victim(Guid Id, string Number, string Intent, string? Sku);

/// <summary>A shop, with its Stripe, in which tests break what no act of the shop could break.</summary>
public sealed class BrokenShop : IAsyncLifetime
{
    public Shop Shop { get; private set; } = null!;

    public async Task InitializeAsync() => Shop = Shop.On(await TestStage.ApartAsync());

    public Task DisposeAsync() => Task.CompletedTask;

    public async Task<Victim> AnUnpaid()
    {
        var order = await Shop.AnOrderAtTheTill(await Shop.AVariant());
        return await VictimOf(order, await Shop.PreparedIntent(order));
    }

    public async Task<Victim> APaid()
    {
        var (order, intent) = await Shop.AnOrderPaidAtStripe();
        return await VictimOf(order.Id, intent);
    }

    /// <summary>About to be paid on Stripe's own page, whose id takes the intent's place.</summary>
    public async Task<Victim> AtAPage()
    {
        var order = await Shop.AnOrderAtTheTill(await Shop.AVariant());
        return await VictimOf(order, HostedPageStage.SessionOf(await Shop.PreparedPage(order)));
    }

    /// <summary>Given up at Stripe's own page.</summary>
    public async Task<Victim> AGivenUpPage()
    {
        var victim = await AtAPage();
        Assert.Equal(CloseResult.Closed, await Shop.Close(victim.Id));
        return victim;
    }

    public async Task<Victim> APaidPage()
    {
        var order = await Shop.AnOrderAtTheTill(await Shop.AVariant());
        var page = await Shop.PreparedPage(order);
        await HostedPageStage.PayOnPage(page);
        await Shop.UntilPaid(order);
        return await VictimOf(order, HostedPageStage.SessionOf(page));
    }

    /// <summary>Cancelled after it was paid, and its money is back.</summary>
    public async Task<Victim> ARefunded()
    {
        var (order, intent) = await Shop.AnOrderPaidAtStripe();
        await Shop.CancelPaid(await Shop.Look(order.Id), AnOrder.Staff, "Out of yams");
        await Shop.UntilRefunds(order.Id, RefundState.Succeeded);
        return await VictimOf(order.Id, intent);
    }

    /// <summary>Paid, and somebody has given a part of it back in Stripe's dashboard.</summary>
    public async Task<Victim> ARefundedInPart()
    {
        var victim = await APaid();
        await ARefund(victim.Intent);
        await Shop.UntilRefunds(victim.Id, RefundState.Succeeded);
        return victim;
    }

    /// <summary>Paid, and the bank has taken the money back.</summary>
    public async Task<Victim> ADisputed()
    {
        var victim = await APaid();
        await Dispute(victim.Intent);
        await Wait.Until(
            () => Shop.Run(s => s.GetRequiredService<ShopDb>().Set<LedgerTransaction>().AnyAsync(t => t.OrderId == victim.Id && t.Kind == "dispute")),
            "the dispute's money is in the books");
        return victim;
    }

    /// <summary>Changes rows where no trigger or key forbids it. <c>$1</c> is the order's id.</summary>
    public async Task Corrupt(Victim victim, string sql)
    {
        await using var connection = new NpgsqlConnection(Shop.Stage.ConnectionString(EmbeddedPostgres.SuperUser));
        await connection.OpenAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("set session_replication_role = replica"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter { Value = victim.Id } } });
        Assert.NotEqual(0, await batch.ExecuteNonQueryAsync());
    }

    /// <summary>All that tells of orders, money and stock, as one word for each table.</summary>
    public async Task<List<string>> RowsAsync()
    {
        string[] tables = ["orders", "order_moves", "payments", "refunds", "disputes", "ledger_transactions", "ledger_entries", "stock_items", "stock_movements"];
        await using var source = NpgsqlDataSource.Create(Shop.Stage.ConnectionString(EmbeddedPostgres.SuperUser));
        var rows = new List<string>();
        foreach (var table in tables)
        {
            await using var command = source.CreateCommand($"select coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') from {table} t");
            rows.Add($"{table} {await command.ExecuteScalarAsync()}");
        }
        return rows;
    }

    /// <summary>Changes an object at Stripe without a word.</summary>
    public async Task Tamper(string stripeId, object change)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(Shop.Stage.Sandbox, $"/_sandbox/objects/{stripeId}"), change);
        answer.EnsureSuccessStatusCode();
    }

    public async Task Remove(string stripeId)
    {
        using var http = new HttpClient();
        using var answer = await http.DeleteAsync(new Uri(Shop.Stage.Sandbox, $"/_sandbox/objects/{stripeId}"));
        answer.EnsureSuccessStatusCode();
    }

    public async Task Dispute(string intent)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(Shop.Stage.Sandbox, $"/_sandbox/charges/{intent}/dispute"), new { kind = "fraud" });
        answer.EnsureSuccessStatusCode();
    }

    public Task LoseWebhooks(string type) => Shop.Fault(new { kind = "webhook_drop", match = type, times = 0 });

    /// <summary>The payment that counts: open, or paid, or given up last.</summary>
    public async Task<Guid> PaymentOf(Victim victim) => (await Shop.PaymentsOf(victim.Id))[^1].Id;

    public async Task<string> RefundOf(Victim victim) => (await Shop.RefundsOf(victim.Id)).Single().StripeId!;

    /// <summary>A PaymentIntent that this shop never asked for.</summary>
    public async Task<string> AnIntent(params (string Name, string Value)[] metadata) => (string)(await Shop.Stripe(
        HttpMethod.Post,
        "/v1/payment_intents",
        [("amount", "1799"), ("currency", "usd"), ("payment_method_types[0]", "card"), ("metadata[store_id]", $"{StoreSeed.RachelFoods}"), .. metadata]))["id"]!;

    /// <summary>A part of a payment, given back without this shop.</summary>
    public Task ARefund(string intent, params (string Name, string Value)[] metadata) =>
        Shop.Stripe(HttpMethod.Post, "/v1/refunds", [("payment_intent", intent), ("amount", "100"), .. metadata]);

    /// <summary>One of Stripe's pages that this shop never asked for.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> APage(params (string Name, string Value)[] metadata) => (string)(await Shop.Stripe(
        HttpMethod.Post,
        "/v1/checkout/sessions",
        [
            ("mode", "payment"), ("success_url", "https://rachelfoods.example/"), ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", "usd"), ("line_items[0][price_data][unit_amount]", "1799"),
            ("line_items[0][price_data][product_data][name]", "Yams"), ("metadata[store_id]", $"{StoreSeed.RachelFoods}"), .. metadata,
        ]))["url"]!;

    private async Task<Victim> VictimOf(Guid order, string intent)
    {
        var view = await Shop.Look(order);
        return new Victim(order, view.Number, intent, view.Lines.Single().Sku);
    }
}
