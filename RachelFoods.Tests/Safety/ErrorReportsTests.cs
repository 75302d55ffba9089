using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Stage.Processes;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Safety;

public sealed class A_report_of_an_error(Shop shop) : IClassFixture<Shop>
{
    private const string Blocked = "blocked@buyer.example";

    [Fact]
    public async Task names_the_order_and_the_user_and_nothing_of_a_person()
    {
        await using var sink = await HttpSink.StartAsync();
        var buyer = await shop.ABuyer();
        var order = await shop.AnOrderOf(await shop.AVariant(), buyerId: buyer.Id);
        var token = await shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().ToToken(order.Id)));
        var (app, address) = Instance(sink);
        var browser = await shop.LoggedIn(buyer, at: address);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/orders/track/{token}?friend=eve@buyer.example");
        request.Headers.Add("X-Fails", "yes");
        request.Headers.Add("Referer", "http://localhost/from/adas-mailbox");
        request.Headers.Add("Authorization", "Basic c2VjcmV0");

        var answer = await browser.SendAsync(request);
        var sent = await OnlyReport(sink, app, "is unknown");

        using var report = Event(sent);
        var (root, tags) = (report.RootElement, report.RootElement.GetProperty("tags"));
        Assert.Equal(($"{order.Id}", $"{StoreSeed.RachelFoods}"), (tags.GetProperty("OrderId").GetString(), tags.GetProperty("StoreId").GetString()));
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), tags.GetProperty("RequestId").GetString());
        Assert.Equal($"{buyer.Id}", root.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal("GET /orders/track/{token}", root.GetProperty("transaction").GetString());
        var told = root.GetProperty("logentry").GetProperty("formatted").GetString();
        Assert.Contains("System.InvalidOperationException: 550 <…@…> is unknown\n   at ", told, StringComparison.Ordinal);
        Assert.All(
            [token, buyer.Email, "eve@", Blocked, "adas-mailbox", "c2VjcmV0", "shop-", "127.0.0.1", "Cookie"],
            personal => Assert.DoesNotContain(personal, TextOf(sent), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task comes_once_however_often_the_exception_is_logged()
    {
        await using var sink = await HttpSink.StartAsync();
        var (app, _) = Instance(sink);
        var log = app.Services.GetRequiredService<ILoggerFactory>();
        var paymentId = Guid.NewGuid();
        var failure = Assert.Throws<InvalidOperationException>(void () => throw new InvalidOperationException("The worker is at its end."));

        log.CreateLogger("RachelFoods").LogWarning(failure, "It is tried again.");
        log.CreateLogger("RachelFoods").LogError(failure, "Payment {PaymentId} of {Email} could not be settled.", paymentId, Blocked);
        log.CreateLogger("RachelFoods").LogCritical(failure, "The host stops.");
        log.CreateLogger("Microsoft.EntityFrameworkCore.Update").LogError("A command failed, as the loser of a race does.");
        var sent = await OnlyReport(sink, app, "The worker is at its end.");

        Assert.DoesNotContain(sink.Taken, r => TextOf(r).Contains("A command failed", StringComparison.Ordinal));
        using var report = Event(sent);
        Assert.Equal("error", report.RootElement.GetProperty("level").GetString());
        Assert.Equal($"{paymentId}", report.RootElement.GetProperty("tags").GetProperty("PaymentId").GetString());
        Assert.Equal("[Filtered]", report.RootElement.GetProperty("tags").GetProperty("Email").GetString());
        var exception = report.RootElement.GetProperty("exception").GetProperty("values").EnumerateArray().Last();
        Assert.Equal("System.InvalidOperationException", exception.GetProperty("type").GetString());
        Assert.Equal("The worker is at its end.", exception.GetProperty("value").GetString());
        Assert.NotEmpty(exception.GetProperty("stacktrace").GetProperty("frames").EnumerateArray());
        Assert.DoesNotContain(Blocked, TextOf(sent), StringComparison.Ordinal);
    }

    // The instance works for the whole run's shop, and may have other errors to tell of.
    private static async Task<SunkRequest> OnlyReport(HttpSink sink, WebApplicationFactory<Program> app, string about)
    {
        await Wait.Until(() => Task.FromResult(sink.Taken.Any(IsAboutIt)), "it is reported");
        await app.DisposeAsync();
        return Assert.Single(sink.Taken, r => IsAboutIt(r));

        bool IsAboutIt(SunkRequest report) => TextOf(report).Contains(about, StringComparison.Ordinal);
    }

    private static string TextOf(SunkRequest report) => Encoding.UTF8.GetString(report.Body);

    private (WebApplicationFactory<Program> App, Uri Address) Instance(HttpSink sink)
    {
        LogSecrets.Excuse(Blocked);
        return shop.Stage.AnotherInstance(
            services => services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new Failing())),
            ("Sentry:Dsn", $"http://publickey@{sink.Address.Authority}/42"));
    }

    private static JsonDocument Event(SunkRequest sent)
    {
        Assert.Equal("/api/42/envelope/", sent.Path);
        Assert.Contains("sentry_key=publickey", sent.Headers["X-Sentry-Auth"], StringComparison.Ordinal);
        return JsonDocument.Parse(TextOf(sent).Split('\n')[2]);
    }

    /// <summary>Fails after the page has done its work, so that all is known that will be.</summary>
    private sealed class Failing : IAsyncPageFilter
    {
        public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

        public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
        {
            await next();
            if (context.HttpContext.Request.Headers.ContainsKey("X-Fails") && context.ActionDescriptor.ViewEnginePath != "/Error")
            {
                throw new InvalidOperationException($"550 <{Blocked}> is unknown");
            }
        }
    }
}
