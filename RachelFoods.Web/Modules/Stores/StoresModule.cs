using System.Globalization;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Stores;

/// <summary>How the shop is reached from outside; <c>Shop__…</c>.</summary>
public sealed class ShopOptions
{
    /// <summary>How the shop is reached from outside; in Development <c>http</c>. Over <c>https</c> cookies are <c>Secure</c> with the prefix <c>__Host-</c>.</summary>
    public string Scheme { get; set; } = "https";

    /// <summary>The public port, where it is not the scheme's own.</summary>
    public int? Port { get; set; }

    /// <summary>Connections of each store's pool. An instance uses at most stores × this + 12: 5 without a store, 5 for the worker, 1 that listens, 1 that tells figures by OTLP.</summary>
    public int PoolSize { get; set; } = 10;

    /// <summary>Addresses and networks (<c>10.0.0.0/8</c>) of the proxies in front of the shop, with commas between. They alone say from whom a request comes.</summary>
    public string TrustedProxies { get; set; } = "";

    public bool IsHttps => Scheme == "https";

    public CookieSecurePolicy CookieSecurity => IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;

    /// <summary>Over HTTPS a name that browsers give to no other host and to no plain connection.</summary>
    public string CookieName(string name) => IsHttps ? "__Host-" + name : name;
}

public static class StoresModule
{
    public static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.AddOptions<ShopOptions>()
            .Configure<IHostEnvironment>((shop, environment) => shop.Scheme = environment.IsDevelopment() ? "http" : "https")
            .BindConfiguration("Shop")
            .Validate(o => o.Scheme is "http" or "https", "Shop__Scheme must be http or https.").ValidateOnStart();
        services.AddOptions<SmtpOptions>().BindConfiguration("Smtp")
            .Validate(o => o.Timeout > TimeSpan.Zero, "Smtp__Timeout must be more than nothing.")
            .Validate(o => Networks.In(o.StoresMayReach) is not null, "Smtp__StoresMayReach must be addresses or networks, such as 10.0.0.0/8, with commas between.")
            .ValidateOnStart();
        return services.AddSingleton<IStoreDirectory, StoreDirectory>().AddSingleton<StoreUrls>().AddSingleton<MailServers>().AddScoped<StoreSettingsService>().AddScoped<StoreSecrets>().AddScoped<MailSenders>()
            .AddScoped<ISeed, StoreSettingsSeed>();
    }

    /// <summary>The host names the store; a host that no store has is not found, whatever the path.</summary>
    public static IApplicationBuilder UseStores(this IApplicationBuilder app)
    {
        var directory = app.ApplicationServices.GetRequiredService<IStoreDirectory>();
        return app.Use((context, next) =>
        {
            var search = directory.FindAsync(context.Request.Host.Host, context.RequestAborted);
            return search.IsCompletedSuccessfully ? EnterAsync(context, next, search.Result) : EnterFoundAsync(context, next, search);
        });
    }

    private static async Task EnterFoundAsync(HttpContext context, RequestDelegate next, ValueTask<Store?> search) =>
        await EnterAsync(context, next, await search);

    private static Task EnterAsync(HttpContext context, RequestDelegate next, Store? found)
    {
        if (found is not { } store)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        context.Features.Set(store);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(store.Culture);
        return next(context);
    }
}

/// <summary>Absolute addresses of the current store, always on its canonical host.</summary>
public sealed class StoreUrls(StoreContext stores, IOptions<ShopOptions> options)
{
    public string Origin => options.Value.Port is { } port
        ? $"{options.Value.Scheme}://{stores.Current.CanonicalHost}:{port}"
        : $"{options.Value.Scheme}://{stores.Current.CanonicalHost}";

    /// <param name="path">Begins with a slash.</param>
    public string Absolute(string path) => Origin + path;
}
