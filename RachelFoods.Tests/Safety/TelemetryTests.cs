using System.Text;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Reconciliation;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Safety;

public sealed class The_telemetry(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task traces_a_request_with_its_SQL_and_tells_nothing_of_a_person()
    {
        await using var sink = await HttpSink.StartAsync();
        var buyer = await shop.ABuyer();
        var order = await shop.AnOrderOf(await shop.AVariant(), buyerId: buyer.Id);
        var token = await shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().ToToken(order.Id)));
        var (app, address) = shop.Stage.AnotherInstance(Settings(sink));
        var browser = await shop.LoggedIn(buyer, at: address);

        var answer = await browser.GetAsync($"/orders/track/{token}?friend=eve@buyer.example");
        await app.DisposeAsync();

        var spans = Sent(sink, "/v1/traces").SelectMany(Span.AllOf).ToList();
        var request = spans.Single(s => s.Tags.GetValueOrDefault("shop.request.id") == answer.Headers.GetValues("X-Request-Id").Single());
        Assert.Equal(("Microsoft.AspNetCore", "GET /orders/track/{token}"), (request.Source, request.Name));
        Assert.Equal(("200", $"{StoreSeed.RachelFoods}"), (request.Tags["http.response.status_code"], request.Tags["shop.store.id"]));
        Assert.Contains(spans, s => s.Source == "Npgsql" && s.Trace == request.Trace && s.Tags.Values.Any(t => t.Contains("FROM orders", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(request.Tags.Keys, name => name.Split('.')[0] is "url" or "client" or "network" or "user_agent");
        Assert.All(sink.Taken, sent => Assert.All(
            [token, buyer.Email, buyer.Password, "eve@"],
            personal => Assert.DoesNotContain(personal, Encoding.UTF8.GetString(sent.Body), StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task traces_a_message_of_the_outbox_with_its_SQL()
    {
        var apart = await TestStage.ApartAsync();
        await using var sink = await HttpSink.StartAsync();
        var (app, _) = apart.AnotherInstance(Settings(sink));
        var store = Shop.On(apart);

        var order = await store.APaidOrderOf(await store.AVariant());
        await Wait.Until(() => Task.FromResult(Messages().Any(m => m.Tags.GetValueOrDefault("OrderId") == $"{order.Id}")), "a message about the order is traced");
        await app.DisposeAsync();

        var message = Messages().First(m => m.Tags.GetValueOrDefault("OrderId") == $"{order.Id}");
        Assert.Equal($"{StoreSeed.RachelFoods}", message.Tags["shop.store.id"]);
        Assert.Contains(Sent(sink, "/v1/traces").SelectMany(Span.AllOf), s => s.Source == "Npgsql" && s.Trace == message.Trace);

        IEnumerable<Span> Messages() => Sent(sink, "/v1/traces").SelectMany(Span.AllOf).Where(s => s.Source == "RachelFoods" && s.Name.StartsWith("outbox ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task counts_as_SQL_does()
    {
        var apart = await TestStage.ApartAsync();
        await using var sink = await HttpSink.StartAsync();
        var store = Shop.On(apart);
        await store.APaidOrderOf(await store.AVariant());
        var unpaid = await store.AnOrderOf(await store.AVariant());
        await store.Run(s => s.GetRequiredService<OrderService>().CancelAsync(unpaid.Id, "Not paid in time", Actor.System, default));
        var (app, _) = apart.AnotherInstance(Settings(sink));
        await Wait.Until(() => Task.FromResult(Figures(sink).Count > 0), "the first instance tells");

        await store.APaidOrderOf(await store.AVariant());

        var counted = await store.Run(async s => (
            Placed: await s.GetRequiredService<ShopDb>().Set<Order>().LongCountAsync(),
            Paid: await s.GetRequiredService<ShopDb>().Set<Order>().LongCountAsync(o => o.PaymentStatus == PaymentStatus.Paid),
            Cancelled: await s.GetRequiredService<ShopDb>().Set<Order>().LongCountAsync(o => o.Status == OrderStatus.Cancelled)));
        Assert.Equal((3L, 2L, 1L), counted);
        await Wait.Until(
            () => Task.FromResult(counted == (Told("shop.orders.placed"), Told("shop.orders.paid"), Told("shop.orders.cancelled"))), "the figures follow");
        Assert.Equal(Figure.All.Select(f => f.Name).Order(StringComparer.Ordinal), Figures(sink).Keys.Order(StringComparer.Ordinal));
        await app.DisposeAsync();

        long Told(string figure) => Figures(sink).GetValueOrDefault(figure);
    }

    [Fact]
    public async Task of_the_business_comes_from_one_instance_until_that_ends()
    {
        var apart = await TestStage.ApartAsync();
        await using var sink = await HttpSink.StartAsync();
        var (first, _) = apart.AnotherInstance(Settings(sink));
        await Wait.Until(() => Task.FromResult(FiguresOf(first).Told.Count > 0), "the first instance tells");
        var (second, _) = apart.AnotherInstance(Settings(sink));
        var before = sink.Taken.Count;
        await Wait.Until(() => Task.FromResult(sink.Taken.Count > before + 6), "both have had time to tell");

        Assert.Empty(FiguresOf(second).Told);

        await first.DisposeAsync();
        await Wait.Until(() => Task.FromResult(FiguresOf(second).Told.Count > 0), "the second takes over");
        await second.DisposeAsync();
    }

    private static BusinessFigures FiguresOf(WebApplicationFactory<Program> app) =>
        app.Services.GetServices<IHostedService>().OfType<BusinessFigures>().Single();

    private static (string, string)[] Settings(HttpSink sink) => [("Otlp:Endpoint", $"{sink.Address}"), ("Otlp:Every", "00:00:00.500")];

    private static IEnumerable<Proto> Sent(HttpSink sink, string path) => sink.Taken.Where(r => r.Path == path).Select(r => new Proto(r.Body));

    // Of the latest sending; metrics are 2/2/2, their points in 5 (gauge) or 7 (sum), whose sixth field is the figure.
    private static Dictionary<string, long> Figures(HttpSink sink) => Sent(sink, "/v1/metrics").LastOrDefault() is not { } sent ? [] : sent
        .Messages(1).SelectMany(r => r.Messages(2)).SelectMany(s => s.Messages(2))
        .Where(m => m.Text(1).StartsWith("shop.", StringComparison.Ordinal))
        .SelectMany(m => m.Messages(5).Concat(m.Messages(7)).SelectMany(d => d.Messages(1)).Select(p => (Name: m.Text(1), Point: p)))
        .Where(p => p.Point.Messages(7).Any(tag => tag.Messages(2).Single().Text(1) == $"{StoreSeed.RachelFoods}"))
        .ToDictionary(p => p.Name, p => p.Point.Fixed(6), StringComparer.Ordinal);

    private sealed record Span(string Source, string Trace, string Name, IReadOnlyDictionary<string, string> Tags)
    {
        // Resource 1, scope 2 with its name in 1/1, spans in 2: trace id 1, name 5, attributes 9.
        public static IEnumerable<Span> AllOf(Proto sent) => sent.Messages(1).SelectMany(r => r.Messages(2)).SelectMany(scope => scope.Messages(2).Select(span => new Span(
            scope.Messages(1).Single().Text(1),
            Convert.ToHexString(span.Bytes(1)),
            span.Text(5),
            span.Messages(9).ToDictionary(tag => tag.Text(1), tag => tag.Messages(2).Single().Value(), StringComparer.Ordinal))));
    }
}
