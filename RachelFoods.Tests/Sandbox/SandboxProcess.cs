using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Sandbox;

/// <summary>The sandbox as its own process on a free port, one for all tests of a collection.</summary>
public sealed class SandboxProcess : IAsyncLifetime
{
    private ServerProcess? process;

    public HttpClient Http { get; private set; } = null!;

    public string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        process = await ServerProcess.StartAsync("tools/StripeSandbox", ServerProcess.FreePort(), "/_sandbox/health",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["WebhookBackoff:0"] = "00:00:00.05",
                ["WebhookBackoff:1"] = "00:00:00.05",
                ["RefundsSettleAfter"] = "00:00:00.3",
                ["DisputesSettleAfter"] = "00:00:00.3",
            });
        Url = process.Address.GetLeftPart(UriPartial.Authority);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = process.Address };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (process is not null)
            await process.DisposeAsync();
    }
}
