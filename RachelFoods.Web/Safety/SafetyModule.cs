using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Safety;

/// <summary>What protects every page whatever it does: headers, the write check, limits, error pages.</summary>
public static class SafetyModule
{
    /// <summary>Bytes of a request's body. A page that takes files says more for itself.</summary>
    public const int BodyLimit = 1024 * 1024;

    // Never kept by a browser or a proxy: going back after log-out shows nothing.
    private static readonly string[] PersonalFolders = ["/Account", "/Admin", "/Cart", "/Checkout", "/Orders"];

    public static IServiceCollection AddShopSafety(this IServiceCollection services)
    {
        services.AddSingleton<SecurityHeaders>();
        services.AddOptions<OtlpOptions>().BindConfiguration("Otlp");
        services.AddHostedService<Telemetry>();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        services.AddTrustedProxies().AddRequestLimits();
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<ShopOptions>>((antiforgery, shop) =>
        {
            antiforgery.SuppressXFrameOptionsHeader = true; // SecurityHeaders says it for every answer.
            Harden(antiforgery.Cookie, "shop-form", shop.Value);
        });
        services.AddOptions<CookieTempDataProviderOptions>().Configure<IOptions<ShopOptions>>(
            (note, shop) => Harden(note.Cookie, "shop-note", shop.Value));
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        // Afterwards, for the pages' own setup begins with an empty list of conventions.
        services.PostConfigure<RazorPagesOptions>(pages =>
        {
            foreach (var folder in PersonalFolders)
            {
                pages.Conventions.AddFolderApplicationModelConvention(
                    folder, page => page.Filters.Add(new KeptNowhere()));
            }
        });
        return services;
    }

    /// <summary>Outermost: who asks, as seen by people, and a line in the log and an answer whatever happens.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app)
    {
        var scheme = app.ApplicationServices.GetRequiredService<IOptions<ShopOptions>>().Value.Scheme;
        app.UseTrustedProxies();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<PlainAnswers>();
        return app.Use((context, next) =>
        {
            context.Request.Scheme = scheme; // What people see; a proxy may speak plain HTTP to us.
            return next(context);
        });
    }

    /// <summary>Before the store is known.</summary>
    public static IApplicationBuilder UseShopSafety(this IApplicationBuilder app)
    {
        var headers = app.ApplicationServices.GetRequiredService<SecurityHeaders>();
        app.Use((context, next) =>
        {
            headers.Attach(context);
            return next(context);
        });
        return app.UseErrorPages().UseMiddleware<WriteCheck>();
    }

    private static void Harden(CookieBuilder cookie, string name, ShopOptions shop)
    {
        cookie.Name = shop.CookieName(name);
        cookie.SecurePolicy = shop.CookieSecurity;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }

    // ResponseCacheAttribute, added by a convention, is a filter of actions, which pages do not ask.
    private sealed class KeptNowhere : IAlwaysRunResultFilter
    {
        // In the words of antiforgery, which would else change them and say so in the log.
        public void OnResultExecuting(ResultExecutingContext context) =>
            (context.HttpContext.Response.Headers.CacheControl, context.HttpContext.Response.Headers.Pragma) = ("no-cache, no-store", "no-cache");

        public void OnResultExecuted(ResultExecutedContext context)
        {
            // Nothing is left to do.
        }
    }
}
