using System.Diagnostics;

namespace Bench;

/// <summary>Other programs, run to their end.</summary>
internal static class Programs
{
    /// <returns>What it wrote to the standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? settings = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Path.GetTempPath(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await errors}");
    }
}

/// <summary>A program that serves until it is disposed of. Its output goes to a file, as in earnest.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private Server(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>The program's own: the shell that began it has become it.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What it has used so far, of all processors.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<Server> StartAsync(
        string folder, string program, int port, string readyPath, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var log = Path.Combine(Path.GetTempPath(), $"bench-{program}-{port}.log");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >\"$0\" 2>&1", log, "dotnet", Path.Combine(folder, program), .. arguments])
        {
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        var server = new Server(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        await server.WaitAsync(readyPath, log);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private async Task WaitAsync(string readyPath, string log)
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            if (_process.HasExited || waited.Elapsed > StartLimit)
            {
                throw new InvalidOperationException($"A server did not start:\n{await File.ReadAllTextAsync(log)}");
            }
            try
            {
                using var answer = await http.GetAsync(readyPath);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
        }
    }
}
