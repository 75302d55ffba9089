using System.Net;
using System.Net.Sockets;

namespace RachelFoods.Web.Safety;

public static class ClientAddress
{
    /// <summary>
    /// By what a client is counted: its IPv4 address; of an IPv6 address the first 64 bits, for who has one of those has them all.
    /// </summary>
    public static string ClientKey(this HttpContext context) => KeyOf(context.Connection.RemoteIpAddress);

    internal static string KeyOf(IPAddress? address) => address switch
    {
        null => "none",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]) + "/64",
        _ => address.ToString(),
    };
}
