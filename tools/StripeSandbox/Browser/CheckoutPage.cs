using System.Net;
using System.Text.RegularExpressions;
using StripeSandbox.Api;
using StripeSandbox.Books;
using StripeSandbox.Control;

namespace StripeSandbox.Browser;

/// <summary>The hosted page: a plain form that needs no JavaScript.</summary>
public static partial class CheckoutPage
{
    public static void MapCheckoutPage(this WebApplication app)
    {
        app.MapGet("/c/pay/{id}", Show);
        app.MapPost("/c/pay/{id}", PayAsync).DisableAntiforgery();
    }

    public static IResult SeeOther(HttpResponse response, string url)
    {
        response.Headers.Location = url;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult Show(HttpRequest request, string id, Accounts accounts)
    {
        if (accounts.HolderOf<CheckoutSession>(id) is not { } found)
            return Results.NotFound();
        lock (found.Account.Gate)
        {
            var declined = request.Query.ContainsKey("declined") ? found.Item.Intent?.LastErrorMessage : null;
            return Fill(request.HttpContext.Response, found.Item, declined);
        }
    }

    private static async Task<IResult> PayAsync(HttpRequest request, string id, Accounts accounts, Faults faults)
    {
        var typed = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (accounts.HolderOf<CheckoutSession>(id) is not { } found)
            return Results.NotFound();
        var (account, session) = found;
        var response = request.HttpContext.Response;
        lock (account.Gate)
        {
            // A second press of the button finds it paid.
            if (session.Status == "complete")
                return SeeOther(response, session.SuccessUrl);
            try
            {
                if (session.IsOpen)
                {
                    var slowness = faults.ForPage($"POST /c/pay/{id}", account.Key)?.Slowness;
                    new CheckoutSessions(account, slowness).Pay(session, Card(typed, account.Now), $"{request.Scheme}://{request.Host}");
                }
            }
            catch (StripeError error)
            {
                response.StatusCode = StatusCodes.Status402PaymentRequired;
                return Fill(response, session, error.Message);
            }
            return session.Intent?.NextAction?["redirect_to_url"]?["url"]?.GetValue<string>() is { } challenge
                ? SeeOther(response, challenge)
                : session.Status == "complete" ? SeeOther(response, session.SuccessUrl) : Fill(response, session, null);
        }
    }

    private static Form Card(IFormCollection typed, long now)
    {
        var number = typed["number"].ToString().Trim();
        if (number.Length == 0)
            throw StripeError.Invalid("Your card number is incomplete.", "number");
        var expiry = Expiry().Match(typed["expiry"].ToString().Trim());
        if (!expiry.Success)
            throw StripeError.Invalid("Your card's expiration date is incomplete.", "exp_month");
        var (month, year) = (int.Parse(expiry.Groups["month"].ValueSpan), 2000 + int.Parse(expiry.Groups["year"].ValueSpan) % 2000);
        if (month is < 1 or > 12)
            throw StripeError.Invalid("Your card's expiration date is invalid.", "exp_month");
        if (new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1) <= DateTime.UnixEpoch.AddSeconds(now))
            throw StripeError.Invalid("Your card's expiration date is in the past.", "exp_year");
        if (typed["cvc"].ToString().Trim() is not { Length: 3 or 4 } cvc)
            throw StripeError.Invalid("Your card's security code is incomplete.", "cvc");
        return new Form(
        [
            KeyValuePair.Create("card[number]", number),
            KeyValuePair.Create("card[exp_month]", $"{month}"),
            KeyValuePair.Create("card[exp_year]", $"{year}"),
            KeyValuePair.Create("card[cvc]", cvc),
            KeyValuePair.Create("billing_details[email]", typed["email"].ToString()),
            KeyValuePair.Create("billing_details[name]", typed["name"].ToString()),
        ]);
    }

    private static IResult Fill(HttpResponse response, CheckoutSession session, string? error)
    {
        var html = BrowserPages.File("checkout.html")
            .Replace("{{state}}", session.Status, StringComparison.Ordinal)
            .Replace("{{what}}", WebUtility.HtmlEncode(session.Says), StringComparison.Ordinal)
            .Replace("{{amount}}", Amounts.Text(session.Amount, session.Currency), StringComparison.Ordinal)
            .Replace("{{action}}", $"/c/pay/{session.Id}", StringComparison.Ordinal)
            .Replace("{{email}}", WebUtility.HtmlEncode(session.Email ?? ""), StringComparison.Ordinal)
            .Replace("{{error}}", WebUtility.HtmlEncode(error ?? ""), StringComparison.Ordinal)
            .Replace("{{success}}", WebUtility.HtmlEncode(session.SuccessUrl), StringComparison.Ordinal)
            .Replace("{{cancel}}", WebUtility.HtmlEncode(session.CancelUrl ?? ""), StringComparison.Ordinal);
        while (Parts().Match(html) is { Success: true } part)
            html = html[..part.Index] + (Stands(part.Groups["when"].Value, session, error) ? part.Groups["inside"].Value : "")
                + html[(part.Index + part.Length)..];
        // A form's redirects are held against its page's policy too, and success leads back to the shop.
        return BrowserPages.Page(response, html, "'self' " + BrowserPages.Origin(session.SuccessUrl));
    }

    private static bool Stands(string when, CheckoutSession session, string? error) => when switch
    {
        "error" => !string.IsNullOrEmpty(error),
        "cancel" => session.CancelUrl is not null && session.Status != "complete",
        _ => session.Status == when,
    };

    [GeneratedRegex(@"^(?<month>\d{1,2})\s*/?\s*(?<year>(20)?\d{2})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expiry();

    [GeneratedRegex("<!--if (?<when>[a-z]+)-->(?<inside>.*?)<!--end \\k<when>-->", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();
}
