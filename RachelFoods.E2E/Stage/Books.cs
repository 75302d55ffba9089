using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.E2E.Stage;

/// <summary>What the database and the sandbox know of the first store, for tests that must not believe the screen alone.</summary>
public static class Books
{
    /// <summary>Asks as the owner, who too sees the rows of one store only.</summary>
    public static async Task<IReadOnlyList<object[]>> AskAsync(this IStagedShop shop, string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection($"{shop.OwnerConnection};Options=-c app.store_id={StoreSeed.RachelFoods}");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }

    public static async Task<long> CountAsync(this IStagedShop shop, string sql, params object[] values) =>
        Convert.ToInt64((await shop.AskAsync(sql, values)).Single().Single(), provider: null);

    public static async Task<IReadOnlyList<(Guid Id, string Number, string Status)>> OrdersOfAsync(this IStagedShop shop, string email) =>
        [.. (await shop.AskAsync("select id, number, status from orders where email = $1 order by placed_at", email))
            .Select(row => ((Guid)row[0], (string)row[1], (string)row[2]))];

    /// <summary>The default variant of a product.</summary>
    public static async Task<Guid> VariantAsync(this IStagedShop shop, string slug) => (Guid)(await shop.AskAsync(
        "select v.id from product_variants v join products p on p.id = v.product_id where p.slug = $1 and v.is_default", slug)).Single()[0];

    /// <summary>The order was paid by one charge on one intent, be the tries as many as they may.</summary>
    public static async Task AssertPaidOnceAsync(this IStagedShop shop, string email, long minor)
    {
        var order = Assert.Single(await shop.OrdersOfAsync(email));
        Assert.Equal("PAID", order.Status);
        var intent = Assert.Single(await shop.IntentsOfAsync(order.Id));
        Assert.Equal("succeeded", intent["status"]!.GetValue<string>());
        Assert.Equal(minor, intent["amount_received"]!.GetValue<long>());
        Assert.Equal(1, await shop.CountAsync("select count(*) from payments where order_id = $1 and state <> 'CANCELED'", order.Id));
        Assert.Equal(2, await shop.CountAsync("select count(*) from ledger_transactions where order_id = $1", order.Id));
    }

    /// <summary>The intents that the sandbox keeps for an order.</summary>
    public static async Task<IReadOnlyList<JsonNode>> IntentsOfAsync(this IStagedShop shop, Guid orderId) =>
        [.. (await shop.BooksAsync("intents")).Where(i => i["metadata"]!["order_id"]?.GetValue<string>() == orderId.ToString())];

    /// <summary>One kind of things in the sandbox's books.</summary>
    public static async Task<IReadOnlyList<JsonNode>> BooksAsync(this IStagedShop shop, string kind)
    {
        using var http = new HttpClient { BaseAddress = shop.StripeAddress };
        var books = await http.GetFromJsonAsync<JsonNode>($"/_sandbox/books?key={shop.StripeAccount}");
        return [.. books![kind]!.AsArray().OfType<JsonNode>()];
    }
}
