using System.Net.Sockets;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>One caller, and the one that it is put through to.</summary>
internal sealed class ProxiedConnection(FaultProxy proxy, Socket client, IWire wire)
{
    private const int Piece = 64 * 1024;

    private Socket? _server;

    public FaultProxy Proxy => proxy;

    public bool IsMute { get; private set; }

    public void Mute() => IsMute = true;

    /// <summary>Both ends hear at once that the other is gone.</summary>
    public void Cut()
    {
        Reset(client);
        if (_server is { } server)
        {
            Reset(server);
        }
    }

    public async Task RunAsync()
    {
        if (proxy.Line == Line.Silent)
        {
            Mute();
        }
        else if (proxy.Line == Line.Refused || (_server = await proxy.ReachAsync()) is null)
        {
            Cut();
            return;
        }
        await Task.WhenAll(PassOnAsync(), PassBackAsync());
        client.Dispose();
        _server?.Dispose();
    }

    private async Task PassOnAsync()
    {
        await PumpAsync(client, async bytes =>
        {
            await proxy.TryTrapsAsync(Moment.Asked, wire.Ask(bytes.Span), this);
            await SendAsync(_server!, bytes);
        });
        if (!IsMute)
        {
            Hang(_server);
        }
        else
        {
            Cut(); // Who waited in vain has hung up.
        }
    }

    private async Task PassBackAsync()
    {
        if (_server is null)
        {
            return;
        }
        await PumpAsync(_server, async bytes =>
        {
            await proxy.TryTrapsAsync(Moment.Answered, wire.Tell(bytes.Span), this);
            if (proxy.Delay > TimeSpan.Zero)
            {
                await Task.Delay(proxy.Delay);
            }
            if (!IsMute)
            {
                await SendAsync(client, bytes);
            }
        });
        if (!IsMute)
        {
            Hang(client);
        }
    }

    private async Task PumpAsync(Socket from, Func<ReadOnlyMemory<byte>, Task> pass)
    {
        var piece = new byte[Piece];
        try
        {
            while (await from.ReceiveAsync(piece) is > 0 and var read)
            {
                if (!IsMute)
                {
                    await pass(piece.AsMemory(0, read));
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            if (!IsMute)
            {
                Cut(); // One end broke off: so does the other.
            }
        }
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        var allowed = proxy.Spend(bytes.Length);
        for (var rest = bytes[..allowed]; rest.Length > 0;)
        {
            rest = rest[await to.SendAsync(rest)..];
        }
        if (allowed < bytes.Length)
        {
            Cut();
        }
    }

    private static void Hang(Socket? end)
    {
        try
        {
            end?.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was gone first.
        }
    }

    private static void Reset(Socket end)
    {
        try
        {
            end.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was gone first.
        }
        end.Dispose();
    }
}
