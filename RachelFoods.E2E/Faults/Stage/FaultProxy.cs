using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace RachelFoods.E2E.Faults.Stage;

internal enum Line
{
    Good,

    /// <summary>Half-open: bytes vanish, nothing is ever answered and nobody hangs up.</summary>
    Silent,

    /// <summary>Whoever calls is cut off at once.</summary>
    Refused,
}

/// <summary>Stands between two programs of the stage and passes everything on, until it is told to fail.</summary>
internal sealed class FaultProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<ProxiedConnection, bool> _open = new();
    private readonly Func<IWire> _wire;
    private readonly Func<IEnumerable<int>> _targets;
    private ImmutableList<Trap> _traps = [];
    private long _bytesLeft = long.MaxValue;

    /// <param name="wire">Reads along on each connection.</param>
    /// <param name="targets">The ports to pass on to; the first that answers is taken.</param>
    public FaultProxy(Func<IWire> wire, Func<IEnumerable<int>> targets)
    {
        (_wire, _targets) = (wire, targets);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Line Line { get; private set; }

    /// <summary>How long each piece of an answer is kept back.</summary>
    public TimeSpan Delay { get; set; }

    public int Connections => _open.Count;

    public void Be(Line line)
    {
        Line = line;
        foreach (var connection in _open.Keys)
        {
            switch (line)
            {
                case Line.Silent: connection.Mute(); break;
                case Line.Refused: connection.Cut(); break;
            }
        }
    }

    public void Set(Trap trap) => ImmutableInterlocked.Update(ref _traps, traps => traps.Add(trap));

    /// <summary>Lets so many more bytes through, in both directions together; the next one cuts its connection, and then all is well again.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref _bytesLeft, bytes);

    public void Cut()
    {
        foreach (var connection in _open.Keys)
        {
            connection.Cut();
        }
    }

    /// <summary>Forgets all faults. Who waits in silence now hears that the other end knows nothing of it.</summary>
    public void Heal()
    {
        Be(Line.Good);
        Delay = TimeSpan.Zero;
        _traps = [];
        CutAfter(long.MaxValue);
        foreach (var dead in _open.Keys.Where(c => c.IsMute))
        {
            dead.Cut();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

    internal async Task TryTrapsAsync(Moment moment, IReadOnlyList<Exchange> exchanges, ProxiedConnection connection)
    {
        foreach (var exchange in exchanges)
        {
            foreach (var trap in _traps)
            {
                await trap.TryAsync(moment, exchange, connection);
            }
        }
    }

    /// <returns>How many of the bytes may pass.</returns>
    internal int Spend(int bytes)
    {
        if (Interlocked.Read(ref _bytesLeft) == long.MaxValue)
        {
            return bytes;
        }
        var left = Interlocked.Add(ref _bytesLeft, -bytes);
        if (left >= 0)
        {
            return bytes;
        }
        Interlocked.Exchange(ref _bytesLeft, long.MaxValue);
        return (int)Math.Max(0, bytes + left);
    }

    internal async Task<Socket?> ReachAsync()
    {
        foreach (var port in _targets())
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose(); // Not there; perhaps the next one is.
            }
        }
        return null;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                client.NoDelay = true;
                _ = ServeAsync(new ProxiedConnection(this, client, _wire()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The stage is taken down.
        }
    }

    private async Task ServeAsync(ProxiedConnection connection)
    {
        _open[connection] = true;
        await connection.RunAsync();
        _open.TryRemove(connection, out _);
    }
}
