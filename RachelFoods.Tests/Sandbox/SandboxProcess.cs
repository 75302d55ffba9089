using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RachelFoods.Tests.Sandbox;

/// <summary>The sandbox as its own process on a free port, one for all tests of a collection.</summary>
public sealed class SandboxProcess : IAsyncLifetime
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private Process? process;

    public HttpClient Http { get; private set; } = null!;

    public string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Url = $"http://127.0.0.1:{FreePort()}";
        process = Start();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Url) };
        using var limit = new CancellationTokenSource(LongestStart);
        while (!await AnswersAsync(limit.Token))
            await Task.Delay(50, limit.Token);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (process is null)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [Program(), "--urls", Url]);
        start.Environment["WebhookBackoff__0"] = "00:00:00.05";
        start.Environment["WebhookBackoff__1"] = "00:00:00.05";
        start.Environment["RefundsSettleAfter"] = "00:00:00.3";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return Process.Start(start)!;
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        if (process!.HasExited)
            throw new InvalidOperationException($"The sandbox ended with {process.ExitCode} instead of serving {Url}.");
        try
        {
            using var answer = await Http.GetAsync(new Uri("/_sandbox/health", UriKind.Relative), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The sandbox's build output of the same configuration as these tests'.</summary>
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "tools", "StripeSandbox", "bin", own.Parent!.Name, own.Name, "StripeSandbox.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder is null ? throw new InvalidOperationException("No RachelFoods.sln above the tests.")
        : File.Exists(Path.Combine(folder.FullName, "RachelFoods.sln")) ? folder.FullName
        : Find(folder.Parent);
}
