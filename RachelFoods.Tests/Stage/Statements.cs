using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace RachelFoods.Tests.Stage;

/// <summary>Keeps the statements of one request among all that run at the same time, whoever in the app sends them.</summary>
public static class Statements
{
    private const string Header = "X-Statements";

    // The directory of stores and the key ring are read again when they have grown old: by the clock, not by the page.
    private static readonly string[] ByTheClock = ["from stores s", "data_protection_keys"];

    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> ByMark = new(StringComparer.Ordinal);

    private static readonly Lazy<ActivityListener> Listening = new(() =>
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    });

    public static async Task<int> StatementsOf(this HttpClient browser, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var mark = Mark(request);
        using var answer = await browser.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return Of(mark).Count;
    }

    /// <returns>The statements, without their values, of all that the browser asks for once it is marked.</returns>
    public static async Task<IReadOnlyList<string>> During(Func<Action<HttpClient>, Task<HttpResponseMessage>> ask)
    {
        _ = Listening.Value;
        var mark = Guid.NewGuid().ToString("N");
        using var answer = await ask(browser => browser.DefaultRequestHeaders.Add(Header, mark));
        return Of(mark);
    }

    /// <returns>By which the request's statements are asked for after its answer.</returns>
    public static string Mark(HttpRequestMessage request)
    {
        _ = Listening.Value;
        var mark = Guid.NewGuid().ToString("N");
        request.Headers.Add(Header, mark);
        return mark;
    }

    public static IReadOnlyList<string> Of(string mark) => [.. ByMark.GetValueOrDefault(mark, [])];

    private static void Note(Activity activity)
    {
        var text = (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) as string;
        var mark = new HttpContextAccessor().HttpContext?.Request.Headers[Header].ToString();
        if (text is not null && !string.IsNullOrEmpty(mark) && !Array.Exists(ByTheClock, text.Contains))
        {
            ByMark.GetOrAdd(mark, _ => new()).Enqueue(text);
        }
    }
}
