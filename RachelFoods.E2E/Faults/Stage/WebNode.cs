using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>One web process, with lines of its own to PostgreSQL and to Stripe. It may die and be replaced.</summary>
internal sealed class WebNode(string name, FaultProxy database, FaultProxy stripe, IReadOnlyDictionary<string, string> settings, int port)
{
    private ServerProcess? _process;

    public FaultProxy Database => database;

    public FaultProxy Stripe => stripe;

    public int Port => port;

    public Uri Address => new($"http://localhost:{port}");

    public bool IsAlive => _process is { HasEnded: false };

    /// <summary>What this process, and no earlier one in its place, has written.</summary>
    public IReadOnlyList<string> Output => _process?.Output ?? [];

    public int ProcessId => _process!.Id;

    public async Task StartAsync()
    {
        if (!IsAlive)
        {
            _process = await ServerProcess.StartAsync("RachelFoods.Web", port, "/health/ready", settings);
        }
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill() => _process?.Kill();

    public void Heal()
    {
        database.Heal();
        stripe.Heal();
    }

    public override string ToString() => name;
}
