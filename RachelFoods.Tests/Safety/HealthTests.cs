using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Safety;

namespace RachelFoods.Tests.Safety;

public sealed class The_health(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("/health/live", "localhost")]
    [InlineData("/health/ready", "localhost")]
    [InlineData("/api/health", "localhost")]
    [InlineData("/health/live", "10.0.0.7")]
    [InlineData("/health/ready", "10.0.0.7")]
    [InlineData("/api/health", "10.0.0.7")]
    public async Task is_told_on_any_host(string address, string host)
    {
        var answer = await shop.Browser(host).GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task names_the_database_the_cache_and_the_outbox()
    {
        using var health = JsonDocument.Parse(await shop.Browser().GetStringAsync("/api/health"));

        Assert.Equal("ok", health.RootElement.GetProperty("database").GetProperty("status").GetString());
        Assert.Equal("ok", health.RootElement.GetProperty("cache").GetProperty("status").GetString());
        Assert.True(health.RootElement.GetProperty("outbox").GetProperty("lagSeconds").GetInt64() >= 0);
    }

    [Fact]
    public async Task is_not_ready_without_a_database_and_says_no_secret()
    {
        var (status, body) = await Ready("Host=127.0.0.1;Port=1;Username=shop_app;Password=hidden;Timeout=1");

        Assert.Equal((503, "database_unreachable"), (status, body.GetProperty("reason").GetString()));
        Assert.DoesNotContain("hidden", body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task is_not_ready_on_a_schema_that_lacks_a_migration()
    {
        await shop.Stage.Postgres.CreateDatabaseAsync("empty", CancellationToken.None);

        var (status, body) = await Ready(shop.Stage.Postgres.ConnectionString(ShopRoles.App, "empty"));

        Assert.Equal((503, "migrations_pending"), (status, body.GetProperty("reason").GetString()));
    }

    private static async Task<(int Status, JsonElement Body)> Ready(string connection)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Shop"] = connection }).Build();
        await using var services = new ServiceCollection().AddSingleton(new ShopDataSources(settings, Options.Create(new DatabaseOptions()))).BuildServiceProvider();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services, Request = { Path = "/health/ready" }, Response = { Body = body } };
        var app = new Microsoft.AspNetCore.Builder.ApplicationBuilder(services);
        app.UseHealth();
        await app.Build()(context);
        return (context.Response.StatusCode, JsonDocument.Parse(body.ToArray()).RootElement);
    }
}
