using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Safety;

/// <summary>Lets the page load Stripe's script, frame and addresses, and lead to Stripe's own page. For the pay page alone.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowStripeAttribute : Attribute;

/// <summary>The headers of every answer. Nothing inline, nothing from elsewhere, no frames.</summary>
internal sealed class SecurityHeaders(IConfiguration configuration, IOptions<ShopOptions> shop)
{
    private const string Own =
        "default-src 'none'; script-src 'self'{0}; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'{1}; "
        + "manifest-src 'self'; form-action 'self'{3}; base-uri 'none'; frame-ancestors 'none'{2}";

    // A mail brings its styles along, and is shown inside a page of ours at most; what it links to is not followed from there.
    private const string OfMail = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    private const string Permissions = "camera=(), microphone=(), geolocation=(), usb=(), payment=({0})";

    private static readonly string NoPermissions = string.Format(null, Permissions, "");

    private static readonly string Strict = string.Format(null, Own, "", "", "", "");

    private readonly StripeSources _stripe = StripeSources.From(
        configuration["Stripe:JsUrl"] ?? "https://js.stripe.com", configuration["Stripe:ApiBase"] ?? "https://api.stripe.com");

    // Set when the answer starts: an error page begins with an empty set of headers.
    public void Attach(HttpContext context) => context.Response.OnStarting(() =>
    {
        var metadata = context.GetEndpoint()?.Metadata;
        Write(context.Response.Headers, metadata?.GetMetadata<AllowStripeAttribute>() is not null);
        if (metadata?.GetMetadata<ShowsMailAttribute>() is { } mail && context.Response.StatusCode == StatusCodes.Status200OK)
        {
            Loosen(context.Response.Headers, mail);
        }
        return Task.CompletedTask;
    });

    /// <summary>All but what the answer has already.</summary>
    /// <param name="stripe">For the pay page alone.</param>
    public void Write(IHeaderDictionary headers, bool stripe = false)
    {
        headers.ContentSecurityPolicy = stripe ? _stripe.Policy : Strict;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.TryAdd("Referrer-Policy", "strict-origin-when-cross-origin"); // A page behind a secret link says less.
        // Stripe's wallets open a window that must be able to answer.
        headers["Cross-Origin-Opener-Policy"] = stripe ? "same-origin-allow-popups" : "same-origin";
        headers["Permissions-Policy"] = stripe ? _stripe.Permissions : NoPermissions;
        if (shop.Value.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
        if (headers.ContentType.ToString().StartsWith("text/html", StringComparison.Ordinal) && !headers.ContainsKey(HeaderNames.CacheControl))
        {
            headers.CacheControl = "private, no-cache";
        }
    }

    private static void Loosen(IHeaderDictionary headers, ShowsMailAttribute mail)
    {
        headers.ContentSecurityPolicy = mail.InFrame ? Strict + "; frame-src 'self'" : OfMail;
        headers.XFrameOptions = mail.InFrame ? "DENY" : "SAMEORIGIN";
    }

    /// <seealso href="https://docs.stripe.com/security/guide#content-security-policy"/>
    private sealed record StripeSources(string Script, string Policy)
    {
        public string Permissions { get; } = string.Format(null, SecurityHeaders.Permissions, $"self \"{Script}\"");

        public static StripeSources From(string jsUrl, string apiBase)
        {
            var script = Origin(jsUrl);
            var own = script == "https://js.stripe.com";
            var scripts = own ? $" {script} https://*.js.stripe.com" : $" {script}";
            var frames = own ? scripts + " https://hooks.stripe.com" : scripts;
            var connect = own ? $" {Origin(apiBase)}" : $" {Origin(apiBase)} {script}";
            // Where a form is led on to counts as well; the sandbox serves its page where it serves its API.
            var page = own ? " https://checkout.stripe.com" : $" {Origin(apiBase)}";
            return new StripeSources(script, string.Format(null, Own, scripts, connect, $"; frame-src{frames}", page));
        }

        private static string Origin(string address) => new Uri(address).GetLeftPart(UriPartial.Authority);
    }
}
