using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Email;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Stage.Smtp;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Admin;

public sealed class The_mail_sender(Shop shop) : IClassFixture<Shop>
{
    private const string Address = "/admin/settings/mail";

    [Fact]
    public async Task is_for_admins_alone()
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());

        Assert.Equal(HttpStatusCode.Redirect, (await shop.Browser().GetAsync(Address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync(Address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.Send(Address, [], page: "/account")).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task is_used_from_the_next_mail_on_and_its_password_never_shown(bool htmx)
    {
        await using var server = await SmtpServer.StartAsync(new SmtpWish { User = "ada", Password = "a quiet word" });
        var (store, admin) = await AnAdminsStore();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Host"] = SmtpServer.Host,
            ["Port"] = $"{server.Port}",
            ["Security"] = "None",
            ["From"] = "kitchen@store.example",
            ["User"] = "ada",
            ["Password"] = "a quiet word",
        };

        var saved = await admin.Submit(Form(await admin.Page(Address)), fields, htmx);

        Assert.Equal(htmx ? HttpStatusCode.OK : HttpStatusCode.Redirect, saved.StatusCode);
        var page = htmx ? await saved.Document() : await admin.Page(Address);
        Assert.Contains("The mail server is saved", page.Words(".notice--ok"), StringComparison.Ordinal);
        Assert.DoesNotContain("a quiet word", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await shop.UntilMail(store.Id, await shop.APost(store.Id), MailState.Sent);
        var mail = Assert.Single(await server.MailsAsync());
        Assert.Equal(("kitchen@store.example", "ada"), (mail.From, mail.User));
    }

    [Fact]
    public async Task keeps_its_password_for_the_same_server_and_user_alone()
    {
        var (store, admin) = await AnAdminsStore();
        await admin.Submit(Form(await admin.Page(Address)), Fields("mail.example", "a quiet word"));

        var kept = await admin.Submit(Form(await admin.Page(Address)), Fields("mail.example", "", from: "new@store.example"));
        var moved = await admin.Submit(Form(await admin.Page(Address)), Fields("mail.evil.example", ""));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity), (kept.StatusCode, moved.StatusCode));
        Assert.Contains("for this server and user", (await moved.Document()).Words("#Password-error"), StringComparison.Ordinal);
        Assert.Equal(("mail.example", "a quiet word", "new@store.example"), await Sender(store));
    }

    [Fact]
    public async Task says_beside_each_field_what_is_wrong_and_keeps_what_was_typed()
    {
        var (_, admin) = await AnAdminsStore();

        var answer = await admin.Submit(Form(await admin.Page(Address)), new()
        {
            ["Host"] = "not a host",
            ["Port"] = "465",
            ["Security"] = "StartTls",
            ["From"] = "Shop <shop@a.example>",
            ["Password"] = "a quiet word",
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Document();
        Assert.All(new[] { "Host", "Port", "From", "User" }, field => Assert.NotNull(page.QuerySelector($"#{field}-error")));
        Assert.Equal("not a host", page.QuerySelector("#Host")!.GetAttribute("value"));
        Assert.DoesNotContain("a quiet word", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "25", "Host", "private network")]
    [InlineData("localhost", "", "Host", "private network")]
    [InlineData("2130706433", "587", "Host", "private network")]
    [InlineData("::ffff:10.0.0.1", "587", "Host", "private network")]
    [InlineData("169.254.169.254", "80", "Host", "private network")]
    [InlineData("8.8.8.8", "8080", "Port", "port 25, 465, 587 or 2525")]
    [InlineData("mail.example", "5432", "Port", "port 25, 465, 587 or 2525")]
    public async Task is_no_way_into_the_operators_network(string host, string port, string field, string said)
    {
        var store = await shop.AStore();
        var (app, at) = shop.Stage.AnotherInstance(("Smtp:StoresMayReach", ""));
        await using var _ = app;
        var admin = await shop.LoggedIn(await shop.AnAdmin(store.Id), store.CanonicalHost, at);

        var answer = await admin.Submit(Form(await admin.Page(Address)), new(Fields(host, "a quiet word"), StringComparer.Ordinal) { ["Port"] = port });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, (await answer.Document()).Words($"#{field}-error"), StringComparison.Ordinal);
        Assert.Equal("shop@rachelfoods.example", (await Sender(store)).From);
    }

    [Fact]
    public async Task goes_back_to_the_platforms()
    {
        var (store, admin) = await AnAdminsStore();
        await admin.Submit(Form(await admin.Page(Address)), Fields("mail.example", "a quiet word"));

        var answer = await admin.Submit((await admin.Page(Address)).QuerySelector("form[action$='handler=Platform']")!);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal((SmtpServer.Host, "", "shop@rachelfoods.example"), await Sender(store));
    }

    private static IElement Form(IDocument page) => page.QuerySelector($"form[action='{Address}']")!;

    private static Dictionary<string, string> Fields(string host, string password, string from = "kitchen@store.example") => new(StringComparer.Ordinal)
    {
        ["Host"] = host,
        ["Port"] = "",
        ["Security"] = "StartTls",
        ["From"] = from,
        ["User"] = "ada",
        ["Password"] = password,
    };

    private async Task<(Store Store, HttpClient Browser)> AnAdminsStore()
    {
        var store = await shop.AStore();
        return (store, await shop.LoggedIn(await shop.AnAdmin(store.Id), store.CanonicalHost));
    }

    private Task<(string Host, string Password, string From)> Sender(Store store) => shop.In(store.Id, async services =>
        await services.GetRequiredService<MailSenders>().FindAsync(default) is { } s ? (s.Host, s.Password, s.From) : ("", "", ""));
}
