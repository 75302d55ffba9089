using System.Collections.Frozen;
using System.Net;
using System.Text;
using StripeSandbox.Books;

namespace StripeSandbox.Browser;

/// <summary>Stripe.js, the Payment Element's page and the 3-D Secure challenge, all from the sandbox's own origin.</summary>
public static class BrowserPages
{
    private static readonly FrozenDictionary<string, string> Files = new[]
    {
        "stripe.js", "element.html", "element.js", "element.css", "challenge.html", "challenge.js", "challenge.css", "done.html", "done.js",
        "checkout.html", "checkout.css", "start.html", "start.css",
    }.ToFrozenDictionary(name => name, Read, StringComparer.Ordinal);

    public static void MapBrowserPages(this WebApplication app)
    {
        foreach (var path in new[] { "/stripe.js", "/v3", "/dahlia/stripe.js", "/clover/stripe.js" })
            app.MapGet(path, (HttpResponse response) => Asset(response, "stripe.js"));
        app.MapGet("/assets/{name}", (HttpResponse response, string name) =>
            Files.ContainsKey(name) && !name.EndsWith(".html", StringComparison.Ordinal) ? Asset(response, name) : Results.NotFound());
        app.MapGet("/element", (HttpResponse response) => Page(response, Files["element.html"], "'none'"));
        app.MapGet("/challenge/{id}", ShowChallenge);
        app.MapPost("/challenge/{id}", AnswerChallengeAsync).DisableAntiforgery();
        app.MapGet("/", (HttpResponse response, Accounts accounts) =>
            Page(response, StartPage.Fill(Files["start.html"], accounts), "'none'"));
        app.MapGet("/favicon.ico", () => Results.NoContent());
    }

    public static string File(string name) => Files[name];

    /// <summary>Where a form may lead: scheme, host and port of an address, empty where it is none.</summary>
    public static string Origin(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.GetLeftPart(UriPartial.Authority) : "";

    private static IResult ShowChallenge(HttpResponse response, string id, string? client_secret, Accounts accounts)
    {
        if (Find(accounts, id, client_secret) is not { } found)
            return Results.NotFound();
        var intent = found.Intent;
        if (intent.Status != "requires_action")
            return Ended(response, intent);
        var returnsTo = " " + Origin(intent.Session?.SuccessUrl ?? intent.ReturnUrl);
        var html = Files["challenge.html"]
            .Replace("{{action}}", $"/challenge/{intent.Id}", StringComparison.Ordinal)
            .Replace("{{secret}}", WebUtility.HtmlEncode(intent.ClientSecret), StringComparison.Ordinal)
            .Replace("{{amount}}", Amounts.Text(intent.Amount, intent.Currency), StringComparison.Ordinal)
            .Replace("{{last4}}", intent.Method!.Card.Last4, StringComparison.Ordinal);
        return Page(response, html, "'self'" + returnsTo);
    }

    private static async Task<IResult> AnswerChallengeAsync(HttpRequest request, string id, Accounts accounts)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (Find(accounts, id, form["client_secret"]) is not { } found)
            return Results.NotFound();
        lock (found.Account.Gate)
            new Payments(found.Account).AnswerChallenge(found.Intent, passed: form["outcome"] == "complete");
        return Ended(request.HttpContext.Response, found.Intent);
    }

    /// <summary>In the overlay a word to the shop's page; otherwise the way back to it.</summary>
    private static IResult Ended(HttpResponse response, PaymentIntent intent)
    {
        if (intent.Session is { } session)
            return CheckoutPage.SeeOther(response, session.IsOpen ? session.PageUrl + "?declined" : session.SuccessUrl);
        if (intent.Overlaid || intent.ReturnUrl is not { } url)
            return Page(response, Files["done.html"], "'none'");
        var outcome = intent.Status is "succeeded" or "requires_capture" or "processing" ? "succeeded" : "failed";
        return CheckoutPage.SeeOther(response, $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}payment_intent={intent.Id}"
            + $"&payment_intent_client_secret={intent.ClientSecret}&redirect_status={outcome}");
    }

    private static (Account Account, PaymentIntent Intent)? Find(Accounts accounts, string id, string? secret) =>
        accounts.HolderOf<PaymentIntent>(id) is { } found && found.Item.ClientSecret == secret ? found : null;

    public static IResult Page(HttpResponse response, string html, string formAction)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' "
            + $"data:; base-uri 'none'; form-action {formAction}";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(html, "text/html", Encoding.UTF8);
    }

    private static IResult Asset(HttpResponse response, string name)
    {
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(Files[name], name.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript" : "text/css", Encoding.UTF8);
    }

    private static string Read(string name)
    {
        using var stream = typeof(BrowserPages).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
