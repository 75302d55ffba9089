using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Looks;

public sealed class First_view : Journey
{
    private const int MostBytes = 60 * 1024;
    private const int MostBytesOfScript = 20 * 1024;

    [Theory]
    [InlineData("/")]
    [InlineData("/catalog/spices-ingredients")]
    [InlineData("/products/egusi")]
    public async Task is_light(string address)
    {
        var page = await VisitAsync();
        var weights = await WeighAsync(page);

        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });

        var told = string.Join('\n', weights.OrderByDescending(w => w.Bytes).Select(w => $"{w.Bytes} {w.Address}"));
        var script = weights.Where(w => w.Kind == "Script").Sum(w => w.Bytes);
        Assert.True(script is > 0 and <= MostBytesOfScript, told);
        Assert.True(weights.Where(w => w.Kind != "Image").Sum(w => w.Bytes) <= MostBytes, told);
    }

    /// <summary>What crosses the wire from now on, heads and all, by the browser's own count.</summary>
    private static async Task<ConcurrentBag<Weight>> WeighAsync(IPage page)
    {
        var weights = new ConcurrentBag<Weight>();
        var asked = new ConcurrentDictionary<string, Weight>();
        var browser = await page.Context.NewCDPSessionAsync(page);
        browser.Event("Network.responseReceived").OnEvent += (_, e) =>
            asked[Text(e, "requestId")] = new Weight(Text(e, "type"), e!.Value.GetProperty("response").GetProperty("url").GetString()!, 0);
        browser.Event("Network.loadingFinished").OnEvent += (_, e) =>
            weights.Add(asked[Text(e, "requestId")] with { Bytes = (long)e!.Value.GetProperty("encodedDataLength").GetDouble() });
        await browser.SendAsync("Network.enable");
        return weights;
    }

    private static string Text(JsonElement? told, string name) => told!.Value.GetProperty(name).GetString()!;

    private sealed record Weight(string Kind, string Address, long Bytes);
}
