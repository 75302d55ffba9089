using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Email;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Promotions;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
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
/// asker was let through to it. Who asks for others' things has the token, and sends what they would send. After them the rightful asker
/// sends the same, with fields besides that no form has.
/// </summary>
public sealed partial class Crawl : IAsyncLifetime
{
    /// <summary>In every field that no form has.</summary>
    public static readonly Guid Overposted = Guid.NewGuid();

    // They end the asker's session.
    private static readonly string[] AtTheEnd = ["/account/security?handler=Everywhere", "/account/logout"];

    private static readonly PostalAddress SomeAddress = new("Ada Obi", "+1 212 555 0142", "8 Palm Street", "Brooklyn", "NY", "11201", "US");

    private readonly Dictionary<Asker, Person> _people = [];
    private readonly Dictionary<Asker, string> _signIn = [];
    private readonly Dictionary<string, string> _samples = new(StringComparer.OrdinalIgnoreCase);

    private string[] _columns = [];
    private FormSamples _forms = null!;
    private HttpClient _http = null!;
    private Shop _shop = null!;
    private Store _elsewhere = null!;

    internal List<CrawledAnswer> Answers { get; } = [];

    /// <summary>What each form came to for who may send it, after others had tried.</summary>
    internal List<CrawledAnswer> Rightful { get; } = [];

    /// <summary>The first store's admin, with the same cookie on the other store's host.</summary>
    internal List<CrawledAnswer> WithStolenCookie { get; } = [];

    internal Guid OrderId { get; private set; }

    public async Task InitializeAsync()
    {
        _shop = Shop.On(await TestStage.GetAsync());
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new UriBuilder(_shop.Stage.Address) { Host = "127.0.0.1" }.Uri };
        await SetUpAsync();
        foreach (var row in EndpointRow.Reviewed.OrderBy(r => Array.IndexOf(AtTheEnd, r.Name.Address)).ThenBy(r => r.Name.Method, StringComparer.Ordinal))
        {
            var form = row.Name.Method == "POST" && !row.Name.Address.StartsWith("/webhooks/", StringComparison.Ordinal) ? await _forms.Of(row.Name) : null;
            foreach (var asker in Enum.GetValues<Asker>())
            {
                Answers.Add(form is null ? await LookAsync(row, asker, HostOf(asker)) : await SendAsync(row, asker, form));
            }
            if (form is not null)
            {
                Rightful.Add(await SendRightfullyAsync(row, form));
            }
            else if (row.Name.Method == "GET")
            {
                WithStolenCookie.Add(await LookAsync(row, Asker.Admin, _elsewhere.CanonicalHost));
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
        _elsewhere = await _shop.AStore();
        _columns = await _shop.Run(services => Task.FromResult(services.GetRequiredService<ShopDb>().Model.GetEntityTypes()
            .SelectMany(table => table.GetProperties()).Select(column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToArray()));
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
        _samples["coupon"] = $"{await _shop.ACouponsId()}";
        _samples["category"] = "spices-ingredients";
        _samples["slug"] = product.Slug;
        _samples["variantId"] = product.VariantId.ToString();
        _people[Asker.Buyer] = buyer;
        _people[Asker.Other] = await _shop.ABuyer();
        _people[Asker.Staff] = await _shop.AMemberOfStaff();
        _people[Asker.Admin] = await _shop.AnAdmin();
        _forms = new FormSamples(_shop, buyer, _people[Asker.Staff]);
        _people[Asker.Elsewhere] = await _shop.AnAdmin(_elsewhere.Id);
        foreach (var asker in _people.Keys)
        {
            await SignInAsync(asker);
        }
    }

    private async Task SignInAsync(Asker asker)
    {
        using var answer = await _shop.Browser(HostOf(asker)).LogIn(_people[asker].Email, _people[asker].Password);
        _signIn[asker] = answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]).Single(c => c.StartsWith("shop-sign-in=", StringComparison.Ordinal));
    }

    private async Task<CrawledAnswer> LookAsync(EndpointRow row, Asker asker, string host)
    {
        using var request = RequestFor(row.Name.Method, Hole().Replace(row.Name.Address, hole => PartOf(row.Name, hole.Groups["name"].Value)) + QueryOf(row.Name), asker, host);
        return await AskAsync(row, asker, request);
    }

    private async Task<CrawledAnswer> SendAsync(EndpointRow row, Asker asker, FormSample form)
    {
        var isLet = asker is Asker.Other or Asker.Elsewhere && row.AnswerTo(asker) is not ("login" or "403");
        return await SendAsync(row, asker, isLet && FormSamples.IsBrief(row.Name) ? await _forms.Of(row.Name) : form, withToken: isLet, []);
    }

    private async Task<CrawledAnswer> SendRightfullyAsync(EndpointRow row, FormSample form)
    {
        var names = row.Name.Takes.Select(name => name.Split('.')[^1]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var prefixes = row.Name.Takes.Where(name => name.Contains('.', StringComparison.Ordinal)).Select(name => name.Split('.')[0] + ".").Distinct(StringComparer.Ordinal);
        var more = _columns.Where(column => !names.Contains(column)).SelectMany(column => prefixes.Append("").Select(prefix => prefix + column));
        return await SendAsync(row, form.By, FormSamples.IsBrief(row.Name) ? await _forms.Of(row.Name) : form, withToken: true, more);
    }

    private async Task<CrawledAnswer> SendAsync(EndpointRow row, Asker asker, FormSample form, bool withToken, IEnumerable<string> more)
    {
        using var request = RequestFor("POST", form.Path ?? row.Name.Address, asker, HostOf(asker));
        var fields = form.Fields.ToDictionary(f => f.Key, f => f.Value == FormSamples.MyPassword ? PasswordOf(asker) : f.Value, StringComparer.Ordinal);
        foreach (var name in more)
        {
            fields[name] = $"{Overposted}";
        }
        if (withToken)
        {
            var (cookie, token) = await FormAsync(asker, HostOf(asker));
            fields["__RequestVerificationToken"] = token;
            request.Headers.Add("Cookie", cookie);
        }
        request.Content = new FormUrlEncodedContent(fields);
        var answer = await AskAsync(row, asker, request);
        if (_people.ContainsKey(asker) && answer.Message.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(c => c.StartsWith("shop-sign-in=", StringComparison.Ordinal)))
        {
            await SignInAsync(asker); // The session is another one now, or somebody else's, or at its end.
        }
        return answer;
    }

    private string PasswordOf(Asker asker) => _people.TryGetValue(asker, out var person) ? person.Password : "";

    private async Task<CrawledAnswer> AskAsync(EndpointRow row, Asker asker, HttpRequestMessage request)
    {
        var mark = Statements.Mark(request);
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
        SampleOf(
            name != "id" ? name
            : endpoint.Address.StartsWith("/admin/mails", StringComparison.Ordinal) ? "mail"
            : endpoint.Address.StartsWith("/admin/stock", StringComparison.Ordinal) ? "variantId"
            : endpoint.Address.StartsWith("/admin/coupons", StringComparison.Ordinal) ? "coupon"
            : name);

    // Of what a post takes besides, nothing is said.
    private string SampleOf(string name) => _samples.GetValueOrDefault(name.Split('.')[^1], "");

    private string PartOf(EndpointName endpoint, string hole) => SampleFor(endpoint, hole) is { Length: > 0 } known ? known : Guid.Empty.ToString();

    // A piece of a page is asked for by name.
    private string QueryOf(EndpointName endpoint) => endpoint.Method != "GET" || !endpoint.Address.Contains("?handler=", StringComparison.Ordinal) ? "" :
        string.Concat(endpoint.Takes.Where(name => SampleOf(name).Length > 0).Select(name => $"&{name}={SampleOf(name)}"));

    private string HostOf(Asker asker) => asker == Asker.Elsewhere ? _elsewhere.CanonicalHost : "localhost";

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="(?<token>[^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
