using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Sentry;

public sealed class SentryRequest
{
    private static readonly HashSet<string> Personal = new(StringComparer.OrdinalIgnoreCase) { "Cookie", "Authorization", "X-Forwarded-For" };

    public string? Url { get; set; }

    public string? Method { get; set; }

    public string? QueryString { get; set; }

    public string? Cookies { get; set; }

    internal Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal static SentryRequest Of(HttpContext context, bool withPersonal)
    {
        var asked = context.Request;
        var request = new SentryRequest
        {
            Method = asked.Method,
            Url = UriHelper.BuildAbsolute(asked.Scheme, asked.Host, asked.PathBase, asked.Path),
            QueryString = asked.QueryString.Value,
            Cookies = withPersonal ? asked.Headers.Cookie.ToString() : null,
        };
        foreach (var (name, value) in asked.Headers.Where(header => withPersonal || !Personal.Contains(header.Key)))
        {
            request.Headers[name] = value.ToString();
        }
        return request;
    }
}
