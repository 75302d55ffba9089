using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

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
            .Validate(o => Networks.In(o.TrustedProxies) is not null, "Shop__TrustedProxies must be addresses or networks, such as 10.0.0.0/8, with commas between.")
            .ValidateOnStart();
        return services;
    }

    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app)
    {
        var trusted = Networks.In(app.ApplicationServices.GetRequiredService<IOptions<ShopOptions>>().Value.TrustedProxies)!;
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
}
