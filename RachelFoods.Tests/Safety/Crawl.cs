using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Email;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Modules.Users;

namespace RachelFoods.Tests.Safety;

internal sealed record CrawledAnswer(EndpointRow Row, Asker Asker, HttpResponseMessage Message, string Body, IReadOnlyList<string> Statements)
{
    /// <summary>The status; <c>login</c> where one is led there.</summary>
    public string Result => Message.Headers.Location?.OriginalString.Contains("/account/login?", StringComparison.OrdinalIgnoreCase) is true
        ? "login"
        : $"{(int)Message.StatusCode}";
}

/// <summary>
/// Each endpoint asked once by each asker. What is posted lacks its antiforgery token, so that nothing is done: 400 then says that the
/// asker was let through to it. Others' things are asked for with the token.
/// </summary>
public sealed partial class Crawl : IAsyncLifetime
{
    private const string SecondHost = "second.localhost";

    // They end the asker's session.
    private static readonly string[] AtTheEnd = ["/account/security?handler=Everywhere", "/account/logout"];

    private static readonly PostalAddress SomeAddress = new("Ada Obi", "+1 212 555 0142", "8 Palm Street", "Brooklyn", "NY", "11201", "US");

    private readonly Dictionary<Asker, string> _signIn = [];
    private readonly Dictionary<string, string> _samples = new(StringComparer.OrdinalIgnoreCase);

    private HttpClient _http = null!;
    private Shop _shop = null!;

    internal List<CrawledAnswer> Answers { get; } = [];

    /// <summary>The first store's admin, with the same cookie on the second store's host.</summary>
    internal List<CrawledAnswer> WithStolenCookie { get; } = [];

    internal Guid OrderId { get; private set; }

    public async Task InitializeAsync()
    {
        _shop = Shop.On(await TestStage.GetAsync());
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new UriBuilder(_shop.Stage.Address) { Host = "127.0.0.1" }.Uri };
        await SetUpAsync();
        foreach (var row in EndpointRow.Reviewed.OrderBy(r => Array.IndexOf(AtTheEnd, r.Name.Address)).ThenBy(r => r.Name.Method, StringComparer.Ordinal))
        {
            foreach (var asker in Enum.GetValues<Asker>())
            {
                Answers.Add(await AskAsync(row, asker, HostOf(asker)));
            }
            if (row.Name.Method == "GET")
            {
                WithStolenCookie.Add(await AskAsync(row, Asker.Admin, SecondHost));
            }
        }
    }

    public Task DisposeAsync()
    {
        _http.Dispose();
        return Task.CompletedTask;
    }

    private async Task SetUpAsync()
    {
        var buyer = await _shop.ABuyer();
        var product = await _shop.AProduct();
        var order = await _shop.APaidOrderOf(product.VariantId, buyerId: buyer.Id);
        OrderId = order.Id;
        _samples["token"] = _samples["order"] = await _shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().ToToken(order.Id)));
        _samples["number"] = order.Number;
        _samples["id"] = (await _shop.Run(services => services.GetRequiredService<AddressBook>().AddAsync(buyer.Id, SomeAddress, default)) is AddAddressResult.Added(var id)
            ? id
            : Guid.Empty).ToString();
        await _shop.UntilMailed(order.Id, "OrderPaid");
        _samples["mail"] = (await _shop.MailsAbout(order.Id)).Single(m => m.Kind == "OrderPaid").Id.ToString();
        _samples["category"] = "spices-ingredients";
        _samples["slug"] = product.Slug;
        _samples["variantId"] = product.VariantId.ToString();
        _signIn[Asker.Buyer] = await SignInAsync(buyer, "localhost");
        _signIn[Asker.Other] = await SignInAsync(await _shop.ABuyer(), "localhost");
        _signIn[Asker.Staff] = await SignInAsync(await _shop.AMemberOfStaff(), "localhost");
        _signIn[Asker.Admin] = await SignInAsync(await _shop.AnAdmin(), "localhost");
        _signIn[Asker.Elsewhere] = await SignInAsync(await _shop.AnAdmin(StoreSeed.SecondStore), SecondHost);
    }

    private async Task<string> SignInAsync(Person person, string host)
    {
        using var answer = await _shop.Browser(host).LogIn(person.Email, person.Password);
        return answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]).Single(c => c.StartsWith("shop-sign-in=", StringComparison.Ordinal));
    }

    private async Task<CrawledAnswer> AskAsync(EndpointRow row, Asker asker, string host)
    {
        using var request = RequestFor(row.Name.Method, Hole().Replace(row.Name.Address, hole => PartOf(row.Name, hole.Groups["name"].Value)) + QueryOf(row.Name), asker, host);
        var mark = Statements.Mark(request);
        if (request.Method == HttpMethod.Post)
        {
            var fields = row.Name.Takes.ToDictionary(name => name, name => SampleFor(row.Name, name), StringComparer.Ordinal);
            if (asker is Asker.Other or Asker.Elsewhere && row.AnswerTo(asker) is not ("login" or "403"))
            {
                var (cookie, token) = await FormAsync(asker, host);
                fields["__RequestVerificationToken"] = token;
                request.Headers.Add("Cookie", cookie);
            }
            request.Content = new FormUrlEncodedContent(fields);
        }
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var body = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
        answer.Content.Dispose(); // A stream would go on.
        return new CrawledAnswer(row, asker, answer, body, Statements.Of(mark));
    }

    private HttpRequestMessage RequestFor(string method, string address, Asker asker, string host)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Host = $"{host}:{_shop.Stage.Address.Port}";
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (_signIn.TryGetValue(asker, out var cookie))
        {
            request.Headers.Add("Cookie", cookie);
        }
        return request;
    }

    private async Task<(string Cookie, string Token)> FormAsync(Asker asker, string host)
    {
        using var request = RequestFor("GET", "/account/logout", asker, host);
        using var answer = await _http.SendAsync(request);
        var cookie = answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]).Single(c => c.StartsWith("shop-form=", StringComparison.Ordinal));
        return (cookie, Token().Match(await answer.Content.ReadAsStringAsync()).Groups["token"].Value);
    }

    private string SampleFor(EndpointName endpoint, string name) =>
        SampleOf(name == "id" && endpoint.Address.StartsWith("/admin/mails", StringComparison.Ordinal) ? "mail" : name);

    // Of what a post takes besides, nothing is said.
    private string SampleOf(string name) => _samples.GetValueOrDefault(name.Split('.')[^1], "");

    private string PartOf(EndpointName endpoint, string hole) => SampleFor(endpoint, hole) is { Length: > 0 } known ? known : Guid.Empty.ToString();

    // A piece of a page is asked for by name.
    private string QueryOf(EndpointName endpoint) => endpoint.Method != "GET" || !endpoint.Address.Contains("?handler=", StringComparison.Ordinal) ? "" :
        string.Concat(endpoint.Takes.Where(name => SampleOf(name).Length > 0).Select(name => $"&{name}={SampleOf(name)}"));

    private static string HostOf(Asker asker) => asker == Asker.Elsewhere ? SecondHost : "localhost";

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="(?<token>[^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
