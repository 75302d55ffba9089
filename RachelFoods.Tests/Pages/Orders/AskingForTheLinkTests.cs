using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Auth;
using RachelFoods.Tests.Email;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Pages.Orders;

public sealed class Asking_for_an_orders_link(Shop shop) : IClassFixture<Shop>
{
    private const string Address = "/orders/track";

    [Fact]
    public async Task mails_it_to_the_orders_address_and_shows_nothing()
    {
        var order = await shop.AnOrderOf(await shop.AVariant());
        var guest = shop.Browser();

        var answer = await Ask(guest, $" #{order.Number.ToLowerInvariant()} ", $" {order.Contact.Email.ToUpperInvariant()}");
        var page = await guest.Page(Address);
        await shop.UntilMailed(order.Id, "OrderLink");

        Assert.Equal((HttpStatusCode.Redirect, Address), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Contains("If that is an order of ours", page.Words(".notice"), StringComparison.Ordinal);
        Assert.DoesNotContain(order.Contact.Street, page.Body!.TextContent, StringComparison.Ordinal);
        var mail = Assert.Single(await shop.MailsAbout(order.Id), m => m.Kind == "OrderLink");
        Assert.Equal(order.Contact.Email, mail.Recipient);
        var link = new Uri(mail.Text.Split("See your order: ")[1].Split('\n')[0].Trim()).PathAndQuery;
        Assert.Equal($"Order {order.Number}", (await shop.Browser().Page(link)).Words("h1"));
    }

    [Theory]
    [InlineData("email")]
    [InlineData("number")]
    [InlineData("store")]
    public async Task answers_alike_where_it_mails_nothing(string wrong)
    {
        var known = await shop.AnOrderOf(await shop.AVariant());
        var elsewhere = await shop.AnOrderOf(await shop.AVariant(store: StoreSeed.SecondStore), store: StoreSeed.SecondStore);
        var (number, email) = wrong switch
        {
            "email" => (known.Number, Mailbox.NewAddress()),
            "number" => ("ORD-1999-0001", known.Contact.Email),
            _ => (elsewhere.Number, elsewhere.Contact.Email),
        };
        var guest = shop.Browser();

        var right = await Statements.During(mark => AskMarked(mark, known.Number, known.Contact.Email));
        var other = await Statements.During(mark => AskMarked(mark, number, email));
        var answer = await Ask(guest, number, email);
        var page = await guest.Page(Address);
        await shop.UntilMailed(known.Id, "OrderLink");
        await Wait.Until(
            () => shop.Run(services => services.GetRequiredService<ShopDb>().Set<OutboxMessage>().AllAsync(m => m.Type != nameof(OrderLinkAsked) || m.DoneAt != null)),
            "all that was asked for is answered");

        Assert.NotEmpty(right);
        Assert.Equal(right, other);
        Assert.Equal((HttpStatusCode.Redirect, Address), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Contains("If that is an order of ours", page.Words(".notice"), StringComparison.Ordinal);
        Assert.Single(await shop.MailsAbout(known.Id), m => m.Kind == "OrderLink");
        Assert.DoesNotContain(await shop.MailsAbout(elsewhere.Id, StoreSeed.SecondStore), m => m.Kind == "OrderLink");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task is_over_at_the_fourth_try_for_an_order_whether_there_is_one_or_not(bool known)
    {
        var (number, email) = known && await shop.AnOrderOf(await shop.AVariant()) is var order
            ? (order.Number, order.Contact.Email)
            : ("ORD-1999-0001", Mailbox.NewAddress());
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await Ask(shop.Browser(), number, email)).StatusCode);
        }

        var fourth = await Ask(shop.Browser(), number.ToLowerInvariant(), email.ToUpperInvariant());

        Assert.Equal(HttpStatusCode.TooManyRequests, fourth.StatusCode);
        Assert.InRange(fourth.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(60));
        var page = await fourth.Document();
        Assert.Contains("Please wait", page.Words(".notice--error"), StringComparison.Ordinal);
        Assert.Equal(number.ToLowerInvariant(), page.QuerySelector("#Number")!.GetAttribute("value"));
    }

    [Fact]
    public async Task fills_no_mailbox_by_many_numbers_at_once()
    {
        var email = Mailbox.NewAddress();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Ask(shop.Browser(), $"ORD-1999-{i:D4}", email)));

        Assert.Equal((6, 4), (answers.Count(a => a.StatusCode == HttpStatusCode.Redirect), answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests)));
    }

    [Fact]
    public async Task is_limited_for_a_clients_address_whatever_it_asks_for()
    {
        var (app, at) = shop.Stage.AnotherInstance(("Limits:LinkByAddress:Times", "1"));
        await using var _ = app;

        var answers = new[]
        {
            await Ask(shop.Browser(at: at), "ORD-1999-0001", Mailbox.NewAddress()), await Ask(shop.Browser(at: at), "ORD-1999-0002", Mailbox.NewAddress()),
        };

        Assert.Equal([302, 429], answers.Select(a => (int)a.StatusCode));
    }

    [Theory]
    [InlineData("", "a@b.example", "#Number-error")]
    [InlineData("ORD-2026-0001", "", "#Email-error")]
    [InlineData("ORD-2026-0001", "nobody", "#Email-error")]
    [InlineData("ORD-2026-0001-which-is-far-too-long", "a@b.example", "#Number-error")]
    public async Task says_beside_the_field_what_is_wrong(string number, string email, string error)
    {
        var answer = await Ask(shop.Browser(), number, email);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull((await answer.Document()).QuerySelector(error));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/account/login")]
    public async Task is_offered_where_one_looks_for_it(string page) =>
        Assert.NotNull((await shop.Browser().Page(page)).QuerySelector($"a[href='{Address}']"));

    private static Task<HttpResponseMessage> Ask(HttpClient guest, string number, string email) =>
        guest.Send(Address, new() { ["Number"] = number, ["Email"] = email });

    private Task<HttpResponseMessage> AskMarked(Action<HttpClient> mark, string number, string email)
    {
        var guest = shop.Browser();
        mark(guest);
        return Ask(guest, number, email);
    }
}
