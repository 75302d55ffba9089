using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.E2E.Looks;

/// <summary>
/// Looks at pages one after the other, each narrow and wide, in light and in dark: what assistive technology would stumble over, what does
/// not fit, and a picture for people.
/// </summary>
internal sealed class Sight(IPage page, bool javaScript = true)
{
    private static readonly Glasses[] All = [new(1280), new(1280, Dark: true), new(375, Dark: true), new(375)];

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
    private const string TakeMailsAway = $"document.querySelectorAll('iframe[src$=\"{OfAMail}\"]').forEach(mail => mail.remove())";

    private const string OfAMail = "/preview";

    private const string ComeToRest =
        """
        new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => Promise.allSettled(
          document.getAnimations().filter(animation => animation instanceof CSSTransition).map(({ finished }) => finished)).then(() => done()))))
        """;

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
        foreach (var glasses in All)
        {
            await PutOnAsync(glasses);
            await PictureAsync($"{name}-{glasses}.jpg");
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var beyond)
            {
                _findings.Add($"{name} {glasses}: scrolls sideways by {beyond} pixels");
            }
        }
        if (javaScript)
        {
            await AskRulesAsync(name);
        }
        await PutOnAsync(Glasses.Phone);
    }

    public void AssertNothingFound() => Assert.True(_findings.Count == 0, string.Join('\n', _findings));

    // Structure and colours: each width and each scheme once is enough. The rules are a script of the page's.
    private async Task AskRulesAsync(string name)
    {
        await page.EvaluateAsync(TakeMailsAway);
        foreach (var glasses in All.Where(g => g.Dark == g.Width < 600))
        {
            await PutOnAsync(glasses);
            var found = await FoundAsync();
            if (found.Count > 0)
            {
                await ComeToRestAsync(); // A frame hears a little later than its page which colours are wanted.
                found = await FoundAsync();
            }
            _findings.AddRange(found.Select(f => $"{name} {glasses}: {f}"));
        }
    }

    private async Task PutOnAsync(Glasses glasses)
    {
        await page.SetViewportSizeAsync(glasses.Size.Width, glasses.Size.Height);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = glasses.Scheme });
        await ComeToRestAsync();
    }

    private async Task ComeToRestAsync()
    {
        foreach (var frame in page.Frames.Where(f => javaScript && !f.Url.EndsWith(OfAMail, StringComparison.Ordinal)))
        {
            await frame.EvaluateAsync(ComeToRest);
        }
    }

    private async Task<List<string>> FoundAsync() =>
        [.. (await page.RunAxe()).Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}"))];

    private async Task PictureAsync(string file)
    {
        await LoadPicturesAsync();
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Album, file),
            FullPage = true,
            Type = ScreenshotType.Jpeg, // Drawn in a fraction of the time.
            Quality = 90,
            Caret = ScreenshotCaret.Initial, // Hiding it leaves style attributes behind, which the page's policy refuses.
        });
    }

    // Those below the fold wait for the reader; a picture of the whole page needs them.
    private Task LoadPicturesAsync() => page.EvaluateAsync(
        """
        Promise.all([...document.images].map(image => {
          image.loading = 'eager';
          return image.decode().catch(() => {});
        }))
        """);
}
