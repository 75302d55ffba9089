using System.Net;
using System.Net.Sockets;
using IPNetwork = System.Net.IPNetwork;

namespace RachelFoods.Web.Kernel;

/// <summary>Addresses and networks as settings name them, such as <c>10.0.0.0/8, 127.0.0.1</c>.</summary>
internal static class Networks
{
    /// <returns>Null where an entry makes no sense; a network of everybody makes none.</returns>
    public static IReadOnlyList<IPNetwork>? In(string setting)
    {
        var entries = setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(NetworkOf).ToList();
        return entries.Exists(e => e is null or { PrefixLength: 0 }) ? null : [.. entries.Select(e => e!.Value)];
    }

    private static IPNetwork? NetworkOf(string entry) =>
        IPNetwork.TryParse(entry, out var network) ? network
        : IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
        : null;
}
