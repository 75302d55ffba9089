using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Auth;

/// <param name="Device">In words; empty where the browser does not say.</param>
/// <param name="SeenAt">Right to the hour.</param>
/// <param name="IsHere">It is the session of who asks.</param>
public sealed record SessionView(Guid Id, string Device, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsHere);

/// <summary>Begins, checks and ends the sessions behind the sign-in cookie.</summary>
public sealed class SessionService(
    ShopDb db,
    StoreContext stores,
    IEnumerable<ISignInHook> hooks,
    IHttpContextAccessor http,
    IOptions<AuthOptions> options,
    TimeProvider clock)
{
    private static readonly TimeSpan SeenIsRightTo = TimeSpan.FromHours(1);

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("Sessions belong to requests.");

    /// <summary>Ends the session that this browser had, begins a new one and lets the modules do what belongs to a log-in.</summary>
    public async Task StartAsync(Guid userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (principal, roles) = await db.InTransactionAsync(
            async () =>
            {
                await DropAsync(Http.User, ct);
                await db.Set<UserSession>().Where(s => s.UserId == userId && s.SeenAt < now - options.Value.BuyerSession).ExecuteDeleteAsync(ct);
                var session = new UserSession(userId, Devices.Name(Http.Request.Headers.UserAgent.ToString()), now);
                db.Add(session);
                await db.SaveChangesAsync(ct);
                foreach (var hook in hooks)
                {
                    await hook.OnSignedInAsync(userId, ct);
                }
                return await DescribeAsync(userId, session.Id, ct);
            },
            ct);
        var life = roles.Exists(r => r is Role.Staff or Role.Admin) ? options.Value.StaffSession : options.Value.BuyerSession;
        await Http.SignInAsync(
            IdentityConstants.ApplicationScheme,
            principal,
            new AuthenticationProperties { IsPersistent = true, IssuedUtc = now, ExpiresUtc = now + life });
    }

    public async Task EndAsync(CancellationToken ct)
    {
        await DropAsync(Http.User, ct);
        await Http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Where this person is logged in, the last seen first.</summary>
    public async Task<IReadOnlyList<SessionView>> ListAsync(Guid userId, CancellationToken ct)
    {
        var (here, oldest) = (Http.User.SessionId(), clock.GetUtcNow() - options.Value.BuyerSession);
        return await db.Set<UserSession>().Where(s => s.UserId == userId && s.SeenAt >= oldest).OrderByDescending(s => s.SeenAt)
            .Select(s => new SessionView(s.Id, s.Device, s.StartedAt, s.SeenAt, s.Id == here)).ToListAsync(ct);
    }

    /// <summary>Ends one of this person's sessions.</summary>
    /// <returns>False if they have none of that id.</returns>
    public async Task<bool> EndAsync(Guid userId, Guid sessionId, CancellationToken ct) =>
        await db.Set<UserSession>().Where(s => s.UserId == userId && s.Id == sessionId).ExecuteDeleteAsync(ct) > 0;

    /// <summary>Ends every session of this person, this browser's included.</summary>
    public async Task EndAllAsync(Guid userId, CancellationToken ct)
    {
        await db.InTransactionAsync(() => db.EndSessionsAsync(userId, ct), ct);
        await Http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Asked on every request that carries a ticket: one statement.</summary>
    internal async Task<bool> IsAliveAsync(ClaimsPrincipal ticket, CancellationToken ct)
    {
        if (ticket.FindFirstValue(BuyerClaims.Store) != stores.Current.Id.ToString() || ticket.SessionId() is not { } sessionId)
        {
            return false;
        }
        var (userId, stamp) = (ticket.BuyerId(), ticket.FindFirstValue(BuyerClaims.Stamp));
        var found = await db.Set<UserSession>().Where(s => s.Id == sessionId && s.UserId == userId)
            .Join(db.Set<User>(), s => s.UserId, u => u.Id, (s, u) => new { s.SeenAt, u.SecurityStamp }).SingleOrDefaultAsync(ct);
        if (found is null || found.SecurityStamp != stamp)
        {
            return false;
        }
        var now = clock.GetUtcNow();
        if (now - found.SeenAt > SeenIsRightTo)
        {
            await db.Set<UserSession>().Where(s => s.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), ct);
        }
        return true;
    }

    /// <summary>Which of these tickets hold no longer, for what stays open after its request was checked: one statement for all.</summary>
    public async Task<IReadOnlyCollection<ClaimsPrincipal>> EndedAsync(IReadOnlyCollection<ClaimsPrincipal> tickets, CancellationToken ct)
    {
        Guid[] ids = [.. tickets.Select(ticket => ticket.SessionId()).OfType<Guid>()];
        var stamps = await db.Set<UserSession>().Where(s => ids.Contains(s.Id))
            .Join(db.Set<User>(), s => s.UserId, u => u.Id, (s, u) => new { s.Id, u.SecurityStamp }).ToDictionaryAsync(s => s.Id, s => s.SecurityStamp, ct);
        return [.. tickets.Where(ticket => ticket.SessionId() is not { } id || !stamps.TryGetValue(id, out var stamp)
            || stamp != ticket.FindFirstValue(BuyerClaims.Stamp))];
    }

    private async Task DropAsync(ClaimsPrincipal who, CancellationToken ct)
    {
        if (who.SessionId() is { } sessionId)
        {
            await db.Set<UserSession>().Where(s => s.Id == sessionId).ExecuteDeleteAsync(ct);
        }
    }

    private async Task<(ClaimsPrincipal Principal, List<Role> Roles)> DescribeAsync(Guid userId, Guid sessionId, CancellationToken ct)
    {
        var user = await db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == userId, ct);
        var roles = await db.Set<UserRole>().Where(r => r.UserId == userId).Select(r => r.Role).ToListAsync(ct);
        return (BuyerClaims.Describe(user, roles, sessionId), roles);
    }
}
