using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace RachelFoods.Tests.Stage.Processes;

/// <summary>One of our own programs as a process of its own, from its build output. Ended with the test run.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Shop = "RachelFoods.Web";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _output = [];

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>What it has written so far, line by line.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
            {
                return [.. _output];
            }
        }
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <param name="project">Folder of the project below the repository's root, such as <c>tools/StripeSandbox</c>.</param>
    /// <param name="readyPath">Answers 2xx once the program serves.</param>
    public static async Task<ServerProcess> StartAsync(
        string project, int port, string readyPath, IReadOnlyDictionary<string, string> settings)
    {
        var address = new Uri($"http://127.0.0.1:{port}");
        var start = Describe(project, settings, $"--urls={address}");
        var server = new ServerProcess(Process.Start(start)!, address);
        StagedRun.AtTheEnd(() => Task.Run(server.Kill));
        server.Listen(watched: project == Shop);
        await server.WaitUntilReadyAsync(readyPath);
        return server;
    }

    /// <summary>Runs one of the shop's own verbs to its end.</summary>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<string> RunVerbAsync(string project, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var (code, output, errors) = await EndOfVerbAsync(project, settings, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {code}: {output}{errors}");
    }

    /// <summary>As <see cref="RunVerbAsync"/>, however it ends.</summary>
    public static async Task<(int Code, string Output, string Errors)> EndOfVerbAsync(
        string project, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Process.Start(Describe(project, settings, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
    }

    public ValueTask DisposeAsync()
    {
        Kill(); // The handle stays open: the end of the run asks once more whether the program has ended.
        return ValueTask.CompletedTask;
    }

    public static string Root { get; } = FindRoot();

    private static ProcessStartInfo Describe(string project, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program(project), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(Root, project),
            Environment = { ["DOTNET_TieredPGO"] = "0" }, // As the test process itself.
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        return start;
    }

    private static string Program(string project)
    {
        var configuration = typeof(ServerProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return Path.Combine(Root, project, "bin", configuration, "net10.0", Path.GetFileName(project) + ".dll");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RachelFoods.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }
        return folder.FullName;
    }

    /// <param name="watched">Its lines are a shop's log.</param>
    private void Listen(bool watched)
    {
        void Keep(object _, DataReceivedEventArgs line)
        {
            lock (_output)
            {
                _output.Add(line.Data ?? "");
            }
            if (watched)
            {
                LogSecrets.Look(line.Data ?? "");
            }
        }

        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task WaitUntilReadyAsync(string readyPath)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); ;)
        {
            if (_process.HasExited || waited.Elapsed > StartLimit)
            {
                throw new InvalidOperationException($"The program did not start:\n{string.Join('\n', Output)}");
            }
            try
            {
                using var answer = await http.GetAsync(readyPath);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not yet.
            }
            await Task.Delay(50);
        }
    }
}
