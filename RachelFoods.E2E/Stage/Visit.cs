using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace RachelFoods.E2E.Stage;

/// <summary>How somebody looks at the shop.</summary>
public sealed record Glasses(int Width = 1280, bool Dark = false, bool JavaScript = true)
{
    public static Glasses Phone { get; } = new(375);

    public ViewportSize Size => new() { Width = Width, Height = Width < 600 ? 812 : 900 };

    public ColorScheme Scheme => Dark ? ColorScheme.Dark : ColorScheme.Light;

    public override string ToString() => $"{Width}-{(Dark ? "dark" : "light")}";
}

/// <summary>One person's browser: own cookies, one or more tabs. Keeps what the browser complains about.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visit(IBrowserContext context) => _context = context;

    public IPage Page { get; private set; } = null!;

    /// <summary>Errors on the console, such as what the Content-Security-Policy refuses; failed requests; answers that nobody may get.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public static async Task<Visit> BeginAsync(LiveShop shop, Glasses glasses)
    {
        var context = await shop.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = shop.Address,
            ViewportSize = glasses.Size,
            ColorScheme = glasses.Scheme,
            JavaScriptEnabled = glasses.JavaScript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var visit = new Visit(context);
        visit.Listen();
        visit.Page = await context.NewPageAsync();
        return visit;
    }

    public Task<IPage> NewTabAsync() => _context.NewPageAsync();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Listen()
    {
        _context.Console += (_, message) =>
        {
            // The browser reports every answer of 400 and above so; those are judged below.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Enqueue($"{message.Text} ({message.Page?.Url})");
            }
        };
        _context.WebError += (_, error) => _complaints.Enqueue($"{error.Error} ({error.Page?.Url})");
        _context.Response += (_, response) =>
        {
            var missing = response.Status is 404 && response.Request.ResourceType != "document";
            if (response.Status >= 500 || missing)
            {
                _complaints.Enqueue($"{response.Request.Method} {response.Url} answered {response.Status}");
            }
        };
    }
}
