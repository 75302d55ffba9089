using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.E2E.Looks;

/// <summary>Looks at pages one after the other: what assistive technology would stumble over, what does not fit, and a picture for people.</summary>
internal sealed class Sight(IPage page, Glasses glasses)
{
    private static readonly string Album = Path.Combine(ServerProcess.Root, ".data", "screenshots");

    // A page with a stream of news is never done loading.
    private const string EndTheStream =
        """
        (() => {
          const live = document.getElementById('live');
          const stream = live?._htmx?.sse;
          live?.remove();
          stream?.abortController.abort();
        })()
        """;

    // Nothing runs in the frame that shows a mail, so the rules' own script would wait there for ever.
    private const string TakeMailsAway = "document.querySelectorAll('iframe[src$=\"/preview\"]').forEach(mail => mail.remove())";

    // Rules look at structure and colours: each width and each scheme once is enough. They are a script of the page's.
    private readonly bool _asksRules = glasses is { JavaScript: true } and ({ Width: > 600, Dark: false } or { Width: <= 600, Dark: true });
    private readonly List<string> _findings = [];

    public async Task OpenAsync(string name, string address)
    {
        await page.GotoAsync(address);
        await LookAsync(name);
    }

    public async Task LookAsync(string name)
    {
        await page.EvaluateAsync(EndTheStream);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await LoadPicturesAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Album, $"{name}-{glasses}.png"),
            FullPage = true,
            Caret = ScreenshotCaret.Initial, // Hiding it leaves style attributes behind, which the page's policy refuses.
        });
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var beyond)
        {
            _findings.Add($"{name} {glasses}: scrolls sideways by {beyond} pixels");
        }
        if (_asksRules)
        {
            await page.EvaluateAsync(TakeMailsAway);
            var axe = await page.RunAxe();
            _findings.AddRange(axe.Violations.SelectMany(v => v.Nodes.Select(n => $"{name} {glasses}: {v.Id}: {n.Html}")));
        }
    }

    public void AssertNothingFound() => Assert.True(_findings.Count == 0, string.Join('\n', _findings));

    // Those below the fold wait for the reader; a picture of the whole page needs them.
    private Task LoadPicturesAsync() => page.EvaluateAsync(
        """
        Promise.all([...document.images].map(image => {
          image.loading = 'eager';
          return image.decode().catch(() => {});
        }))
        """);
}
