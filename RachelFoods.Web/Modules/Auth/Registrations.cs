using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>
/// How a buyer's account comes about: somebody asks for it, and the link in the mail makes it, for who knows the password that was
/// chosen. Whoever only reads the mailbox chooses another one there, so that nobody keeps a password to a stranger's account.
/// </summary>
public sealed class Registrations(
    ShopDb db,
    AccountService accounts,
    AccountTokens tokens,
    AccountLinks links,
    UserManager<User> users,
    RateLimits limits,
    IOptions<AuthOptions> options,
    TimeProvider clock)
{
    /// <summary>
    /// Signs nobody in; what follows comes by mail. The answer does not tell a known address, nor does the time it takes: the same
    /// statements run for both.
    /// </summary>
    public async Task<RegisterResult> AskAsync(NewAccount account, CancellationToken ct)
    {
        var user = accounts.Make(account);
        if (await users.FaultInAsync(user, PasswordRules.Normal(account.Password)) is { } fault)
        {
            return new RegisterResult.WeakPassword(fault);
        }
        // Only now: a password that is too weak writes to nobody.
        if (await limits.TakeAsync(Limited.ConfirmByEmail, account.Email, ct) is RateLimitResult.Wait(var wait))
        {
            return new RegisterResult.MustWait(wait);
        }
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await db.InTransactionAsync(
            async () =>
            {
                var oldest = now - options.Value.ConfirmWithin;
                await db.Set<Registration>().Where(r => r.AskedAt < oldest).ExecuteDeleteAsync(ct);
                var waiting = await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into registrations (store_id, id, name, email, normalized_email, password_hash, asked_at)
                    select {db.StoreId}, {id}, {user.Name}, {user.Email}, {user.NormalizedEmail}, {user.PasswordHash}, {now}
                    where not exists (select 1 from users where store_id = {db.StoreId} and normalized_email = {user.NormalizedEmail})
                    """,
                    ct);
                var owner = await db.Set<User>().Where(u => u.NormalizedEmail == user.NormalizedEmail).Select(u => u.Id).SingleOrDefaultAsync(ct);
                db.Enqueue(waiting == 1 ? new RegistrationWaits(id) : new AddressAlreadyKnown(owner));
            },
            ct);
        return new RegisterResult.Accepted();
    }

    /// <returns>The address that the link confirms; null if the link is dead.</returns>
    public async Task<string?> FindAsync(string? token, CancellationToken ct) => (await WaitingAsync(token, ct))?.Email;

    /// <summary>Makes the account that the link is about. Of two at the same moment one gets in, and all other links to the address end.</summary>
    public async Task<ConfirmResult> ConfirmAsync(string? token, string password, CancellationToken ct)
    {
        if (await WaitingAsync(token, ct) is not { } waiting)
        {
            return new ConfirmResult.DeadLink();
        }
        if (!users.Knows(waiting.PasswordHash, password))
        {
            return new ConfirmResult.WrongPassword();
        }
        return await MakeAsync(waiting, waiting.Name, waiting.PasswordHash, ct) is { } user
            ? new ConfirmResult.Done(user.Id)
            : new ConfirmResult.DeadLink();
    }

    /// <summary>The same for who did not choose that password, or has forgotten it. Nothing that was typed with it stays.</summary>
    /// <returns>Lets them choose one; null if the link is dead.</returns>
    public async Task<string?> ConfirmAnewAsync(string? token, CancellationToken ct) =>
        await WaitingAsync(token, ct) is { } waiting && await MakeAsync(waiting, "", null, ct) is { } user ? links.ResetToken(user) : null;

    private Task<User?> MakeAsync(Registration waiting, string name, string? passwordHash, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var user = accounts.Make(name, waiting.Email, passwordHash);
            if (await accounts.PutAsync(user, [Role.Buyer], ct) != user.Id)
            {
                return null;
            }
            await db.Set<Registration>().Where(r => r.NormalizedEmail == waiting.NormalizedEmail).ExecuteDeleteAsync(ct);
            return user;
        },
        ct);

    private async Task<Registration?> WaitingAsync(string? token, CancellationToken ct) =>
        tokens.Read(AccountAct.ConfirmAddress, token) is { } read
            ? await db.Set<Registration>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == read.About, ct)
            : null;
}
