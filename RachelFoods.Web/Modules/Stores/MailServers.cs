using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using IPNetwork = System.Net.IPNetwork;

namespace RachelFoods.Web.Modules.Stores;

/// <summary>A store's own mail server stands where no store may call.</summary>
internal sealed class MailServerOutOfReach(string host) : Exception($"{host} is no public mail server.");

/// <summary>
/// Where stores' own mail servers may stand. An admin names any host and reads what comes of it, so this must be no way into the
/// operator's network: what a name means is asked when it is called, and what was looked at is what is called.
/// </summary>
public sealed class MailServers(IOptions<SmtpOptions> options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly int[] Ports = [25, 465, 587, 2525];

    // IANA's special purposes. Of IPv6 nothing but global unicast is public, without what carries an IPv4 address in it.
    private static readonly IPNetwork[] NotPublic =
    [
        .. Networks.In(
            "0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, "
            + "192.168.0.0/16, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/3, "
            + "::/3, 2001::/23, 2001:db8::/32, 2002::/16, 3fff::/20, 4000::/2, 8000::/1")!,
    ];

    private readonly IReadOnlyList<IPNetwork> _inside = Networks.In(options.Value.StoresMayReach)!;

    /// <summary>What is wrong with a server that somebody names; null if nothing, or if nobody knows the name now.</summary>
    /// <returns>The property of <see cref="NewMailSender"/>, and why.</returns>
    internal async Task<(string Field, string Why)?> FindFaultAsync(string host, int port, CancellationToken ct)
    {
        var known = await KnownAsync(host, ct);
        return known.Any(IsInside) ? null
            : known.Count > 0 && !known.Any(IsPublic) ? (nameof(NewMailSender.Host), "This server stands in a private network. Name one that the internet can reach.")
            : !Ports.Contains(port) ? (nameof(NewMailSender.Port), $"Mail servers are called on port {string.Join(", ", Ports[..^1])} or {Ports[^1]}.")
            : null;
    }

    /// <exception cref="MailServerOutOfReach">It may not be called.</exception>
    /// <exception cref="SocketException">Nobody knows the name, or nobody listens there.</exception>
    internal async Task<Socket> CallAsync(string host, int port, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(host, ct);
        IPAddress[] allowed = [.. found.Where(a => IsInside(a) || (IsPublic(a) && Ports.Contains(port)))];
        if (allowed.Length == 0)
        {
            throw new MailServerOutOfReach(host);
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal static bool IsPublic(IPAddress address) => !Array.Exists(NotPublic, network => network.Contains(Plain(address)));

    private bool IsInside(IPAddress address) => _inside.Any(network => network.Contains(Plain(address)));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static async Task<IReadOnlyList<IPAddress>> KnownAsync(string host, CancellationToken ct)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, ct).WaitAsync(Patience, ct);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return [];
        }
    }
}
