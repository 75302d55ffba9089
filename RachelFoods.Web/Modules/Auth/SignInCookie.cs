using Htmx;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>The sign-in cookie: whose life it has, and what happens on a page that one may not see.</summary>
internal static class SignInCookie
{
    public static void Configure(CookieAuthenticationOptions options, ShopOptions shop)
    {
        options.Cookie.Name = shop.CookieName("shop-sign-in");
        options.Cookie.SecurePolicy = shop.CookieSecurity;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.SlidingExpiration = true; // By the ticket's own life, which SessionService gives it.
        options.LoginPath = "/account/login";
        options.ReturnUrlParameter = "returnUrl";
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = RefuseDeadSessionsAsync,
            OnCheckSlidingExpiration = RenewOnPersonalPages,
            OnRedirectToLogin = AskToLogInAsync,
            OnRedirectToAccessDenied = Forbid,
        };
    }

    private static async Task RefuseDeadSessionsAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionService>();
        if (!await sessions.IsAliveAsync(context.Principal!, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }

    // What is kept is the same for everyone and sets no cookie.
    private static Task RenewOnPersonalPages(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew &= context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ISameForEveryone>() is null;
        return Task.CompletedTask;
    }

    private static Task AskToLogInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.IsHtmx())
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Htmx(htmx => htmx.Redirect(context.RedirectUri));
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }
        return Task.CompletedTask;
    }

    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
