using System.Net;
using System.Net.Sockets;

namespace RachelFoods.Tests.Data;

/// <summary>A line to a server on this machine, which can be cut and mended.</summary>
public sealed class Line : IAsyncDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly int _to;
    private readonly Task _listening;
    private CancellationTokenSource _whole = new();
    private int _refused;

    public Line(int to)
    {
        _to = to;
        _door.Start();
        _listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)_door.LocalEndpoint).Port;

    /// <summary>Calls that ended at once since the line was cut.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public void Cut()
    {
        Volatile.Write(ref _refused, 0);
        _whole.Cancel();
    }

    public void Mend() => _whole = new CancellationTokenSource();

    public async ValueTask DisposeAsync()
    {
        _door.Stop();
        await _whole.CancelAsync();
        await _listening;
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            try
            {
                _ = CarryAsync(await _door.AcceptTcpClientAsync(), _whole.Token);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return; // The door is closed.
            }
        }
    }

    private async Task CarryAsync(TcpClient caller, CancellationToken whole)
    {
        using var call = caller;
        if (whole.IsCancellationRequested)
        {
            Interlocked.Increment(ref _refused);
            return;
        }
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _to, whole);
            await Task.WhenAny(
                call.GetStream().CopyToAsync(server.GetStream(), whole), server.GetStream().CopyToAsync(call.GetStream(), whole));
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            // Either end may hang up.
        }
    }
}
