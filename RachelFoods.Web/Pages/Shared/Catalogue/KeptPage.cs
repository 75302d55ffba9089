using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

/// <summary>Under what a page is kept. Paths count with their case.</summary>
/// <param name="Coding">How the bytes are compressed: three codings instead of every spelling that browsers send.</param>
/// <param name="Query">The values of the names that the page knows, such as <c>sort</c>; empty where it is asked without.</param>
internal readonly record struct KeptAs(Guid StoreId, string Path, string Coding, string Query)
{
    public static KeptAs Of(Store store, HttpRequest request, string query) => new(store.Id, request.Path.Value ?? "", CodingOf(request.Headers), query);

    /// <param name="names">Those that the page knows.</param>
    public static string QueryOf(HttpRequest request, IReadOnlyList<string> names) =>
        request.QueryString.HasValue ? string.Join('\n', names.SelectMany(name => request.Query[name].Select(value => $"{name}={Uri.EscapeDataString(value ?? "")}"))) : "";

    private static string CodingOf(IHeaderDictionary headers)
    {
        var accepted = headers.AcceptEncoding.ToString();
        return accepted.Contains("br", StringComparison.Ordinal) ? "br"
            : accepted.Contains("gzip", StringComparison.Ordinal) ? "gzip"
            : "identity";
    }
}

/// <summary>A page as it was made, ready to be sent again: nothing of it is put together anew.</summary>
internal sealed class KeptPage
{
    // What little else an entry takes, roughly.
    private const int Overhead = 2048;

    private static readonly string[] ToldWithoutBody = [HeaderNames.CacheControl, HeaderNames.ETag, HeaderNames.Vary];

    private readonly byte[] _body;
    private readonly Endpoint? _endpoint;
    private readonly KeyValuePair<string, StringValues>[] _headers;
    private readonly KeyValuePair<string, StringValues>[] _headersWithoutBody;
    private readonly EntityTagHeaderValue? _version;

    /// <param name="made">Its answer, before anything has been sent: all headers but those that every answer has are in it.</param>
    /// <param name="tags">By what it is found when something on it changes.</param>
    public KeptPage(HttpContext made, byte[] body, IEnumerable<string> tags, DateTimeOffset now)
    {
        (_body, Tags, MadeAt) = (body, [.. tags], now);
        _endpoint = made.GetEndpoint();
        _headers = [.. made.Response.Headers.Where(h => h.Key != HeaderNames.ContentLength)];
        _headersWithoutBody = [.. _headers.Where(h => ToldWithoutBody.Contains(h.Key, StringComparer.OrdinalIgnoreCase))];
        _ = EntityTagHeaderValue.TryParse(made.Response.Headers.ETag.ToString(), out _version);
    }

    public IReadOnlyList<string> Tags { get; }

    public DateTimeOffset MadeAt { get; }

    /// <summary>Bytes.</summary>
    public int Size => _body.Length + Overhead;

    public Task AnswerAsync(HttpContext context, DateTimeOffset now)
    {
        SetHeaders(context, now);
        return SendBodyAsync(context);
    }

    /// <summary>Of a browser that has this very page the answer is 304.</summary>
    public void SetHeaders(HttpContext context, DateTimeOffset now)
    {
        var response = context.Response;
        context.SetEndpoint(_endpoint); // The log's line and the figures name it.
        var isKnown = IsKnownTo(context.Request);
        foreach (var (name, value) in isKnown ? _headersWithoutBody : _headers)
        {
            response.Headers[name] = value;
        }
        response.Headers.Age = HeaderUtilities.FormatNonNegativeInt64(Math.Max(0, (long)(now - MadeAt).TotalSeconds));
        if (isKnown)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            response.ContentLength = _body.Length;
        }
    }

    /// <summary>Where one belongs to the answer.</summary>
    public Task SendBodyAsync(HttpContext context)
    {
        if (context.Response.StatusCode == StatusCodes.Status304NotModified || HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }
        var sending = context.Response.BodyWriter.WriteAsync(_body);
        return sending.IsCompletedSuccessfully ? Task.CompletedTask : sending.AsTask();
    }

    private bool IsKnownTo(HttpRequest request)
    {
        var known = request.Headers.IfNoneMatch;
        if (known.Count == 0 || _version is null)
        {
            return false;
        }
        return EntityTagHeaderValue.TryParseList(known, out var versions)
            && versions.Any(version => version.Equals(EntityTagHeaderValue.Any) || version.Compare(_version, useStrongComparison: false));
    }
}
