using Microsoft.AspNetCore.Http;

namespace Htmx;

public static class HtmxHttpExtensions
{
    // htmx reads this status as "stop", a 2xx that no other protocol uses.
    private const int StopPollingStatus = 286;

    public static bool IsHtmx(this HttpRequest? request) =>
        request?.Headers.ContainsKey(HtmxRequestHeaders.Keys.Request) is true;

    /// <summary><paramref name="values"/> is null when the request does not come from htmx.</summary>
    public static bool IsHtmx(this HttpRequest? request, out HtmxRequestHeaders values) =>
        HeadersWhen(request.IsHtmx(), request, out values);

    public static bool IsHtmxHistoryRestoreRequest(this HttpRequest? request) =>
        request?.Headers.IsTrue(HtmxRequestHeaders.Keys.HistoryRestoreRequest) is true;

    public static bool IsHtmxBoosted(this HttpRequest? request) =>
        request?.Headers.IsTrue(HtmxRequestHeaders.Keys.Boosted) is true;

    public static bool IsHtmxNonBoosted(this HttpRequest? request) => request.IsHtmx() && !request.IsHtmxBoosted();

    /// <summary><paramref name="values"/> is null when the answer is false.</summary>
    public static bool IsHtmxNonBoosted(this HttpRequest? request, out HtmxRequestHeaders values) =>
        HeadersWhen(request.IsHtmxNonBoosted(), request, out values);

    public static void Htmx(this HttpResponse response, Action<HtmxResponseHeaders> action)
    {
        var headers = new HtmxResponseHeaders(response.Headers);
        action(headers);
        headers.WriteTriggers();
    }

    public static void StopPolling(this HttpResponse response) => response.StatusCode = StopPollingStatus;

    internal static string Text(this IHeaderDictionary headers, string key) => headers[key].FirstOrDefault() ?? "";

    internal static bool IsTrue(this IHeaderDictionary headers, string key) =>
        headers.Text(key).Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool HeadersWhen(bool answer, HttpRequest? request, out HtmxRequestHeaders values)
    {
        values = answer ? new HtmxRequestHeaders(request!) : null!;
        return answer;
    }
}
