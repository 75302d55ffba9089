using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Modules.Stores;
using IPNetwork = System.Net.IPNetwork;

namespace RachelFoods.Web.Safety;

/// <summary>
/// The client's true address: of <c>X-Forwarded-For</c>, from right to left, what trusted proxies have written. Host and scheme are
/// never taken from such headers: the Host header names the store, and <c>Shop__Scheme</c> says how it is reached.
/// </summary>
internal static class TrustedProxies
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services)
    {
        services.AddOptions<ShopOptions>()
            .Validate(o => NetworksIn(o.TrustedProxies) is not null, "Shop__TrustedProxies must be addresses or networks, such as 10.0.0.0/8, with commas between.")
            .ValidateOnStart();
        return services;
    }

    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app)
    {
        var trusted = NetworksIn(app.ApplicationServices.GetRequiredService<IOptions<ShopOptions>>().Value.TrustedProxies)!;
        if (trusted.Count == 0)
        {
            return app; // The framework would take an empty list for everybody.
        }
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted)
        {
            options.KnownIPNetworks.Add(network);
        }
        return app.UseForwardedHeaders(options);
    }

    /// <returns>Null where an entry makes no sense; a network of everybody makes none.</returns>
    internal static IReadOnlyList<IPNetwork>? NetworksIn(string setting)
    {
        var entries = setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(NetworkOf).ToList();
        return entries.Exists(e => e is null or { PrefixLength: 0 }) ? null : [.. entries.Select(e => e!.Value)];
    }

    private static IPNetwork? NetworkOf(string entry) =>
        IPNetwork.TryParse(entry, out var network) ? network
        : IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
        : null;
}
