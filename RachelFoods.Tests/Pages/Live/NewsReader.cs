namespace RachelFoods.Tests.Pages.Live;

/// <summary>Reads a stream of news as a browser does, as slowly as the test wants.</summary>
internal sealed class NewsReader : IDisposable
{
    private readonly StreamReader _lines;

    private NewsReader(HttpResponseMessage answer, Stream body) => (Answer, _lines) = (answer, new StreamReader(body));

    public HttpResponseMessage Answer { get; }

    public static async Task<NewsReader> OpenAsync(HttpClient browser, string address)
    {
        var answer = await browser.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        return new NewsReader(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>Opens the stream and hears its first word.</summary>
    public static async Task<NewsReader> BeginAsync(HttpClient browser, string address)
    {
        var reader = await OpenAsync(browser, address);
        Assert.Equal("again", await reader.NextAsync());
        return reader;
    }

    /// <returns>The next event's name; null at the end of the stream.</returns>
    public Task<string?> NextAsync() => NextAsync("event: ");

    /// <summary>As <see cref="NextAsync()"/>, but for the word to look anew: other cases cut the line for signals, of which all hear.</summary>
    public async Task<string?> NewsAsync()
    {
        string? heard;
        while ((heard = await NextAsync()) == "again")
        {
            // Nothing was said about an order.
        }
        return heard;
    }

    /// <returns>What stands behind this beginning in the next line that has it; null at the end of the stream.</returns>
    public async Task<string?> NextAsync(string beginning)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line[beginning.Length..];
            }
        }
        return null;
    }

    public void Dispose()
    {
        _lines.Dispose();
        Answer.Dispose();
    }
}
