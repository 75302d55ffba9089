using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>What the sign-in ticket says about its bearer.</summary>
public static class BuyerClaims
{
    internal const string Store = "store";
    internal const string Stamp = "stamp";
    private const string Session = "session";

    /// <returns>The id of who is logged in; null for a guest.</returns>
    public static Guid? BuyerId(this ClaimsPrincipal who) => IdIn(who, ClaimTypes.NameIdentifier);

    public static bool IsStaff(this ClaimsPrincipal who) => who.IsInRole(Name(Role.Staff)) || who.IsInRole(Name(Role.Admin));

    public static bool IsAdmin(this ClaimsPrincipal who) => who.IsInRole(Name(Role.Admin));

    internal static Guid? SessionId(this ClaimsPrincipal who) => IdIn(who, Session);

    internal static string Name(Role role) => role.ToString().ToUpperInvariant();

    internal static ClaimsPrincipal Describe(User user, IEnumerable<Role> roles, Guid sessionId) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new Claim(ClaimTypes.Name, user.Name),
            new Claim(Store, user.StoreId.ToString()),
            new Claim(Stamp, user.SecurityStamp!),
            new Claim(Session, sessionId.ToString()),
            .. roles.Select(role => new Claim(ClaimTypes.Role, Name(role))),
        ],
        IdentityConstants.ApplicationScheme));

    private static Guid? IdIn(ClaimsPrincipal who, string claim) =>
        Guid.TryParse(who.FindFirstValue(claim), out var id) ? id : null;
}
