using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Auth;

public abstract record AskEmailResult
{
    public sealed record Asked : AskEmailResult;

    public sealed record WrongPassword : AskEmailResult;

    public sealed record SameAddress : AskEmailResult;

    /// <summary>The new address, known or not, has been written to as often as it may be. Nothing is written now.</summary>
    public sealed record MustWait(TimeSpan For) : AskEmailResult;
}

public enum EmailChangeOutcome
{
    Done,

    /// <summary>The link was used, is too old, or was never one of this store's.</summary>
    DeadLink,

    /// <summary>The address has become another account's meanwhile.</summary>
    Taken,
}

/// <param name="UserId">Whose account, where it is done.</param>
/// <param name="ResetToken">Lets who got their address back set a new password at once.</param>
public sealed record EmailChangeResult(EmailChangeOutcome Outcome, Guid UserId = default, string? ResetToken = null);

/// <summary>Another address for an account: asked for by its owner, confirmed from the new address, undone from the old one.</summary>
public sealed class EmailChanges(ShopDb db, AccountTokens tokens, AccountLinks links, UserManager<User> users, RateLimits limits, TimeProvider clock)
{
    /// <summary>An address that another account has is not refused: that account's owner is told, and who asked learns nothing.</summary>
    public async Task<AskEmailResult> AskAsync(Guid userId, string password, string email, CancellationToken ct)
    {
        var user = await db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == userId, ct);
        var normal = users.NormalizeEmail(email.Trim());
        if (!users.Knows(user.PasswordHash, password))
        {
            return new AskEmailResult.WrongPassword();
        }
        if (user.NormalizedEmail == normal)
        {
            return new AskEmailResult.SameAddress();
        }
        if (await limits.TakeAsync(Limited.ConfirmByEmail, email, ct) is RateLimitResult.Wait(var wait))
        {
            return new AskEmailResult.MustWait(wait);
        }
        await db.InTransactionAsync(
            async () =>
            {
                await LockAsync(userId, ct);
                await DropWaitingAsync(userId, ct);
                var change = new EmailChange(userId, user.Email!, email.Trim(), clock.GetUtcNow());
                db.Add(change);
                var other = await db.Set<User>().Where(u => u.NormalizedEmail == normal).Select(u => (Guid?)u.Id).SingleOrDefaultAsync(ct);
                db.Enqueue(other is { } known ? new AddressAlreadyKnown(known) : new EmailChangeAsked(userId, change.Id));
            },
            ct);
        return new AskEmailResult.Asked();
    }

    /// <returns>The address that waits to be confirmed; null if none does.</returns>
    public Task<string?> FindWaitingAsync(Guid userId, CancellationToken ct) =>
        db.Set<EmailChange>().Where(c => c.UserId == userId && c.ChangedAt == null).Select(c => c.NewEmail).SingleOrDefaultAsync(ct);

    /// <returns>The new address; null if the link is dead.</returns>
    public Task<string?> FindNewAsync(string? token, CancellationToken ct) => Waiting(token).Select(c => c.NewEmail).SingleOrDefaultAsync(ct);

    public Task<EmailChangeResult> ConfirmAsync(string? token, CancellationToken ct) => OrTakenAsync(
        async () =>
        {
            var (change, now) = (await Waiting(token).AsNoTracking().SingleOrDefaultAsync(ct), clock.GetUtcNow());
            await LockAsync(change?.UserId ?? default, ct);
            if (change is null || await Waiting(token).ExecuteUpdateAsync(set => set.SetProperty(c => c.ChangedAt, now), ct) == 0)
            {
                return new EmailChangeResult(EmailChangeOutcome.DeadLink);
            }
            await SetAsync(change.UserId, change.NewEmail, ct);
            db.Enqueue(new EmailChanged(change.UserId, change.Id));
            return new EmailChangeResult(EmailChangeOutcome.Done, change.UserId);
        },
        ct);

    /// <returns>The former address; null if the link is dead.</returns>
    public async Task<string?> FindFormerAsync(string? token, CancellationToken ct) => (await ChangedAsync(token, ct))?.OldEmail;

    /// <summary>Undoes later changes with it, so that none of their links leads back to whoever took the account over.</summary>
    public Task<EmailChangeResult> UndoAsync(string? token, CancellationToken ct) => OrTakenAsync(
        async () =>
        {
            if (await ChangedAsync(token, ct) is not { } change)
            {
                return new EmailChangeResult(EmailChangeOutcome.DeadLink);
            }
            await LockAsync(change.UserId, ct);
            var now = clock.GetUtcNow();
            var later = db.Set<EmailChange>().Where(c => c.UserId == change.UserId && c.ChangedAt >= change.ChangedAt && c.UndoneAt == null);
            if (!await later.AnyAsync(c => c.Id == change.Id, ct))
            {
                return new EmailChangeResult(EmailChangeOutcome.DeadLink);
            }
            await later.ExecuteUpdateAsync(set => set.SetProperty(c => c.UndoneAt, now), ct);
            await DropWaitingAsync(change.UserId, ct);
            await SetAsync(change.UserId, change.OldEmail, ct);
            var user = await db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == change.UserId, ct);
            return new EmailChangeResult(EmailChangeOutcome.Done, user.Id, links.ResetToken(user));
        },
        ct);

    private async Task<EmailChangeResult> OrTakenAsync(Func<Task<EmailChangeResult>> change, CancellationToken ct)
    {
        try
        {
            return await db.InTransactionAsync(change, ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return new EmailChangeResult(EmailChangeOutcome.Taken);
        }
    }

    private async Task SetAsync(Guid userId, string email, CancellationToken ct)
    {
        var normal = users.NormalizeEmail(email);
        await db.Set<User>().Where(u => u.Id == userId).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.Email, email).SetProperty(u => u.NormalizedEmail, normal)
                .SetProperty(u => u.UserName, email).SetProperty(u => u.NormalizedUserName, normal),
            ct);
        await db.EndSessionsAsync(userId, ct);
    }

    private IQueryable<EmailChange> Waiting(string? token)
    {
        var (changeId, stamp) = tokens.Read(AccountAct.ConfirmNewEmail, token) is { } read ? (read.About, read.Stamp) : (Guid.Empty, "");
        return db.Set<EmailChange>().Where(
            c => c.Id == changeId && c.ChangedAt == null && db.Set<User>().Any(u => u.Id == c.UserId && u.SecurityStamp == stamp));
    }

    private async Task<EmailChange?> ChangedAsync(string? token, CancellationToken ct) => tokens.Read(AccountAct.UndoEmail, token) is { } read
        ? await db.Set<EmailChange>().AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == read.About && c.ChangedAt != null && c.UndoneAt == null, ct)
        : null;

    private Task DropWaitingAsync(Guid userId, CancellationToken ct) =>
        db.Set<EmailChange>().Where(c => c.UserId == userId && c.ChangedAt == null).ExecuteDeleteAsync(ct);

    private Task LockAsync(Guid userId, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"select 1 from users where store_id = {db.StoreId} and id = {userId} for update", ct);
}
