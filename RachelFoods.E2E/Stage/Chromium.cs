using Microsoft.Playwright;

namespace RachelFoods.E2E.Stage;

/// <summary>The system's own browser, or else the one that Playwright installed.</summary>
internal static class Chromium
{
    // The first draws no window of its own, which takes less than half of the other's time.
    private static readonly string[] OfTheSystem = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    public static Task<IBrowser> StartAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(
        new BrowserTypeLaunchOptions { ExecutablePath = OfTheSystem.FirstOrDefault(File.Exists), Args = Arguments });
}
