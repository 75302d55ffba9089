using Microsoft.Playwright;

namespace RachelFoods.E2E.Stage;

/// <summary>The system's own browser, or else the one that Playwright installed.</summary>
internal static class Chromium
{
    private static readonly string[] OfTheSystem = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    public static Task<IBrowser> StartAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(
        new BrowserTypeLaunchOptions { ExecutablePath = OfTheSystem.FirstOrDefault(File.Exists), Args = Arguments });
}
