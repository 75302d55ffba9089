using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>Durations and limits of accounts; <c>Auth__…</c>.</summary>
public sealed class AuthOptions
{
    /// <summary>How long a buyer stays logged in, from the last visit on.</summary>
    public TimeSpan BuyerSession { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The same for staff.</summary>
    public TimeSpan StaffSession { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long the link counts that confirms an address, a new account's or one that an account changes to.</summary>
    public TimeSpan ConfirmWithin { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long the link counts that leads to a new password.</summary>
    public TimeSpan ResetWithin { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How long the former address may take an account back.</summary>
    public TimeSpan UndoEmailWithin { get; set; } = TimeSpan.FromDays(7);
}

/// <summary>Names of the policies that pages ask for.</summary>
public static class Policies
{
    /// <summary>Staff and admins.</summary>
    public const string Staff = "Staff";

    public const string Admin = "Admin";
}

public static class AuthModule
{
    public static IServiceCollection AddAuth(this IServiceCollection services)
    {
        services.AddOptions<AuthOptions>().BindConfiguration("Auth");
        services.AddIdentityCore<User>(Rules).AddUserStore<UserStore>().AddPasswordValidator<PasswordRules>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<ShopOptions>>((cookie, shop) => SignInCookie.Configure(cookie, shop.Value));
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Staff, policy => policy.RequireRole(BuyerClaims.Name(Role.Staff), BuyerClaims.Name(Role.Admin)))
            .AddPolicy(Policies.Admin, policy => policy.RequireRole(BuyerClaims.Name(Role.Admin)));
        // Afterwards, for the pages' own setup begins with an empty list of conventions.
        services.PostConfigure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/Admin", Policies.Staff));
        return services.AddSingleton<AccountTokens>().AddScoped<AccountLinks>().AddScoped<AccountService>().AddScoped<SessionService>()
            .AddScoped<Registrations>().AddScoped<PasswordService>().AddScoped<EmailChanges>().AddScoped<ISeed, DevelopmentUsers>();
    }

    /// <summary>After routing and the stores: who asks, and whether they may.</summary>
    public static IApplicationBuilder UseAuth(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();

    private static void Rules(IdentityOptions identity)
    {
        identity.User.RequireUniqueEmail = true;
        identity.User.AllowedUserNameCharacters = ""; // The user name is the address; any character is allowed.
        identity.Password.RequiredLength = PasswordRules.MinimumLength;
        identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
    }
}
