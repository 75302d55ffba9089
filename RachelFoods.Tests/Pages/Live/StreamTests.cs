using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Live;

/// <summary>A process beside the stage's own, on which the streams are open.</summary>
public sealed class SecondProcess : IAsyncLifetime
{
    private WebApplicationFactory<Program> _app = null!;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync() => (_app, Address) = (await TestStage.GetAsync()).AnotherInstance(
        ("Live:CheckSessions", "00:00:00.3"), ("Live:Heartbeat", "00:00:00.3"), ("Live:PerUser", "3"), ("Shop:PoolSize", "2"));

    public async Task DisposeAsync() => await _app.DisposeAsync();
}

public sealed class A_stream_of_news(Shop shop, SecondProcess second) : IClassFixture<Shop>, IClassFixture<SecondProcess>
{
    [Fact]
    public async Task tells_everybody_concerned_of_a_change_on_another_process()
    {
        var buyer = await shop.ABuyer();
        var order = await shop.AnOrderOf(await shop.AVariant(), buyerId: buyer.Id);
        var (browser, staff) = (await Enter(buyer), await Enter(await shop.AMemberOfStaff()));
        using var bought = await NewsReader.BeginAsync(browser, $"/orders/{order.Number}/live");
        using var linked = await NewsReader.BeginAsync(shop.Browser(at: second.Address), $"{await Link(order)}/live");
        using var list = await NewsReader.BeginAsync(staff, "/admin/orders/live");
        using var page = await NewsReader.BeginAsync(staff, $"/admin/orders/{order.Number}/live");

        await shop.MarkPaid(order.Id);

        foreach (var reader in new[] { bought, linked, page })
        {
            Assert.Equal($"order-{order.Id}", await reader.NewsAsync());
            Assert.Equal("orders", await reader.NewsAsync());
        }
        await HearOf(list, order);
    }

    // Seen to fail where a stream hears of every store, and where one of an order hears of every order.
    [Fact]
    public async Task tells_of_nothing_that_is_not_its_readers()
    {
        var buyer = await shop.ABuyer();
        var egusi = await shop.AVariant();
        var (mine, other) = (await shop.AnOrderOf(egusi, buyerId: buyer.Id), await shop.AnOrderOf(egusi));
        using var reader = await NewsReader.BeginAsync(await Enter(buyer), $"/orders/{mine.Number}/live");
        using var staff = await NewsReader.BeginAsync(await Enter(await shop.AMemberOfStaff()), "/admin/orders/live");

        var elsewhere = await shop.AnOrderOf(await shop.AVariant(store: StoreSeed.SecondStore), store: StoreSeed.SecondStore);
        await shop.MarkPaid(other.Id);
        await shop.MarkPaid(mine.Id);

        Assert.Equal($"order-{mine.Id}", await reader.NewsAsync());
        Assert.DoesNotContain($"order-{elsewhere.Id}", await HearOf(staff, mine));
    }

    [Fact]
    public async Task has_the_headers_of_what_nobody_may_keep_or_hold_back()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var browser = shop.Browser(at: second.Address);
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");

        using var reader = await NewsReader.BeginAsync(browser, $"{await Link(order)}/live");

        Assert.Equal("text/event-stream", reader.Answer.Content.Headers.ContentType!.MediaType);
        Assert.True(reader.Answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no", reader.Answer.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Empty(reader.Answer.Content.Headers.ContentEncoding);
        Assert.NotNull(await reader.NextAsync(": "));
    }

    // Seen to fail where nobody is told that the line is back.
    [Fact]
    public async Task begins_anew_when_the_line_for_signals_was_down()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        using var reader = await NewsReader.BeginAsync(shop.Browser(at: second.Address), $"{await Link(order)}/live");

        // A role may end its own connections.
        await Execute(
            ShopRoles.Worker, $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{SignalListener.ApplicationName}'");

        while (await reader.NextAsync() is var heard and not "again")
        {
            Assert.NotNull(heard); // News of its being placed may come first.
        }
        await shop.MarkPaid(order.Id);
        await HearOf(reader, order);
    }

    // Seen to fail without the look for the session's row (log out, another role) and without that at its stamp (a new password).
    [Theory]
    [InlineData("log out")]
    [InlineData("a new password")]
    [InlineData("another role")]
    public async Task ends_with_its_readers_session(string how)
    {
        var member = await shop.AMemberOfStaff();
        var staff = await Enter(member);
        using var reader = await NewsReader.BeginAsync(staff, "/admin/orders/live");

        if (how == "log out")
        {
            await staff.Send("/account/logout", []);
        }
        else if (how == "another role")
        {
            await shop.Run(services => services.GetRequiredService<AccountService>().ChangeRolesAsync(member.Id, [Role.Buyer], default));
        }
        else
        {
            await Execute(ShopRoles.App, $"update users set security_stamp = 'another' where id = '{member.Id}'");
        }

        string? heard;
        while ((heard = await reader.NewsAsync()) is not ("ended" or null))
        {
            Assert.StartsWith("order", heard, StringComparison.Ordinal);
        }
        Assert.Equal(("ended", null), (heard, await reader.NextAsync()));
        Assert.NotEqual(HttpStatusCode.OK, (await staff.GetAsync("/admin/orders/live")).StatusCode);
    }

    // Seen to fail where an order's number alone is enough, and without the staff's policy on the stream of their list or of one order.
    [Fact]
    public async Task opens_to_nobody_who_may_not_see_the_page()
    {
        var order = await shop.AnOrderOf(await shop.AVariant(), buyerId: (await shop.ABuyer()).Id);
        var (guest, buyer) = (shop.Browser(), await shop.LoggedIn(await shop.ABuyer()));

        Assert.Equal(HttpStatusCode.NotFound, (await buyer.GetAsync($"/orders/{order.Number}/live")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await guest.GetAsync($"/orders/{order.Number}/live")).StatusCode);
        foreach (var address in new[] { "/admin/orders/live", $"/admin/orders/{order.Number}/live" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await buyer.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, (await guest.GetAsync(address)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync("/orders/track/made-up/live")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Browser("second.localhost").GetAsync($"{await Link(order)}/live")).StatusCode);
    }

    // The pool of this process has two connections.
    [Fact]
    public async Task holds_no_connection_to_the_database_while_it_is_open()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var readers = new List<NewsReader>();
        for (var i = 0; i < 6; i++)
        {
            readers.Add(await NewsReader.BeginAsync(shop.Browser(at: second.Address), $"{await Link(order)}/live"));
        }

        Assert.Equal(HttpStatusCode.OK, (await shop.Browser(at: second.Address).GetAsync(await Link(order))).StatusCode);
        readers.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task is_one_of_a_few_that_an_account_may_have()
    {
        var staff = await Enter(await shop.AMemberOfStaff());
        var readers = new List<NewsReader>();
        for (var i = 0; i < 3; i++)
        {
            readers.Add(await NewsReader.BeginAsync(staff, "/admin/orders/live"));
        }

        var refused = await staff.GetAsync("/admin/orders/live");
        readers[0].Dispose();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        await Wait.Until(
            async () =>
            {
                using var reader = await NewsReader.OpenAsync(staff, "/admin/orders/live");
                return reader.Answer.IsSuccessStatusCode;
            },
            "there is room again");
    }

    [Fact]
    public async Task ends_at_once_when_its_process_does_and_lasts_no_longer_than_it_may()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var (app, address) = shop.Stage.AnotherInstance(("Live:Lasts", "00:00:05"), ("Live:PerInstance", "1"));
        var browser = shop.Browser(at: address);

        using (var reader = await NewsReader.BeginAsync(browser, $"{await Link(order)}/live"))
        {
            var full = await browser.GetAsync($"{await Link(order)}/live");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (full.StatusCode, full.Headers.RetryAfter is not null));
            Assert.Null(await reader.NextAsync());
        }
        await app.DisposeAsync();
        var (stopping, last) = shop.Stage.AnotherInstance();
        using var open = await NewsReader.BeginAsync(shop.Browser(at: last), $"{await Link(order)}/live");
        await stopping.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Null(await open.NextAsync());
    }

    private Task<HttpClient> Enter(Person person) => shop.LoggedIn(person, at: second.Address);

    private Task<string> Link(OrderView order) =>
        shop.Run(services => Task.FromResult($"/orders/track/{services.GetRequiredService<OrderLinks>().ToToken(order.Id)}"));

    // The list of the whole store hears of other tests' orders too.
    private static async Task<IReadOnlyList<string>> HearOf(NewsReader reader, OrderView order)
    {
        var heard = new List<string>();
        while (heard.LastOrDefault() != $"order-{order.Id}")
        {
            heard.Add(await reader.NextAsync() ?? throw new InvalidOperationException("The stream has ended."));
        }
        return heard;
    }

    private async Task Execute(string role, string sql)
    {
        await using var source = NpgsqlDataSource.Create(shop.Stage.ConnectionString(role) + $";Options=-c app.store_id={StoreSeed.RachelFoods}");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
