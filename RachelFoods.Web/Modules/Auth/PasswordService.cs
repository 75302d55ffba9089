using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>Another password, for who knows the one there is or reads the mail of the account's address.</summary>
public sealed class PasswordService(ShopDb db, AccountTokens tokens, UserManager<User> users, RateLimits limits)
{
    /// <summary>A link goes to the address if an account has it. What is done here, and how long it takes, does not tell whether one has.</summary>
    public async Task AskResetAsync(string email, CancellationToken ct)
    {
        var normal = users.NormalizeEmail(email.Trim());
        var known = await db.Set<User>().Where(u => u.NormalizedEmail == normal).Select(u => (Guid?)u.Id).SingleOrDefaultAsync(ct);
        db.Enqueue(new PasswordResetAsked(known ?? Guid.CreateVersion7()));
        await db.SaveChangesAsync(ct);
    }

    /// <returns>The address whose password the link sets; null if the link is dead.</returns>
    public async Task<string?> FindResetAsync(string? token, CancellationToken ct) => (await FindAsync(token, ct))?.Email;

    /// <summary>Sets the password, once for each link.</summary>
    public async Task<ResetPasswordResult> ResetAsync(string? token, string password, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { } user)
        {
            return new ResetPasswordResult.DeadLink();
        }
        if (await users.FaultInAsync(user, PasswordRules.Normal(password)) is { } fault)
        {
            return new ResetPasswordResult.WeakPassword(fault);
        }
        return await SetAsync(user, password, ct) ? new ResetPasswordResult.Done(user.Id) : new ResetPasswordResult.DeadLink();
    }

    /// <summary>Ends every session; the caller begins a new one for who has just changed it.</summary>
    public async Task<ChangePasswordResult> ChangeAsync(Guid userId, string current, string password, CancellationToken ct)
    {
        var user = await db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == userId, ct);
        if (!users.Knows(user.PasswordHash, current))
        {
            return new ChangePasswordResult.WrongPassword();
        }
        if (await users.FaultInAsync(user, PasswordRules.Normal(password)) is { } fault)
        {
            return new ChangePasswordResult.WeakPassword(fault);
        }
        return await SetAsync(user, password, ct) ? new ChangePasswordResult.Done() : new ChangePasswordResult.WrongPassword();
    }

    private async Task<User?> FindAsync(string? token, CancellationToken ct) =>
        tokens.Read(AccountAct.ResetPassword, token) is { } read
            ? await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == read.About && u.SecurityStamp == read.Stamp, ct)
            : null;

    private async Task<bool> SetAsync(User user, string password, CancellationToken ct)
    {
        var hash = users.HashOf(password);
        var done = await db.InTransactionAsync(
            async () =>
            {
                var set = await db.Set<User>().Where(u => u.Id == user.Id && u.SecurityStamp == user.SecurityStamp).ExecuteUpdateAsync(
                    u => u.SetProperty(x => x.PasswordHash, hash), ct);
                if (set == 0)
                {
                    return false; // Somebody was faster with the same link, or the same password.
                }
                await db.EndSessionsAsync(user.Id, ct);
                db.Enqueue(new PasswordChanged(user.Id));
                return true;
            },
            ct);
        if (done)
        {
            await limits.ForgetAsync(Limited.LogInByAccount, user.Email!, ct); // The owner is here, however often others tried.
        }
        return done;
    }
}
