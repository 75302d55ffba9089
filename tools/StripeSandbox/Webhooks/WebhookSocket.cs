using System.Net;
using System.Net.Sockets;

namespace StripeSandbox.Webhooks;

/// <summary>Reaches shops under <c>*.localhost</c>, which the resolver need not know, with their own Host header.</summary>
public static class WebhookSocket
{
    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        ConnectCallback = async (context, cancelled) =>
        {
            var local = context.DnsEndPoint.Host is "localhost" || context.DnsEndPoint.Host.EndsWith(".localhost", StringComparison.Ordinal);
            return local
                ? await ConnectAsync([IPAddress.Loopback, IPAddress.IPv6Loopback], context.DnsEndPoint.Port, cancelled)
                : await ConnectAsync(await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancelled), context.DnsEndPoint.Port, cancelled);
        },
    };

    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancelled)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, cancelled);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException error)
            {
                socket.Dispose();
                last = error;
            }
        }
        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
