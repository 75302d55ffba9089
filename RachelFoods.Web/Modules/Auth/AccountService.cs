using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Auth;

public sealed class AccountService(
    ShopDb db, UserManager<User> users, IPasswordHasher<User> hasher, IOptions<AuthOptions> options, TimeProvider clock)
{
    private static readonly User Nobody = new("", "");
    private static readonly string NobodysHash = new PasswordHasher<User>().HashPassword(Nobody, Guid.NewGuid().ToString());

    public async Task<AccountView?> FindAsync(Guid userId, CancellationToken ct)
    {
        var roles = await db.Set<UserRole>().Where(r => r.UserId == userId).Select(r => r.Role).ToListAsync(ct);
        return await db.Set<User>().Where(u => u.Id == userId)
            .Select(u => new AccountView(u.Id, u.Name, u.Email!, u.EmailConfirmed, roles)).SingleOrDefaultAsync(ct);
    }

    /// <summary>What these people are called; who is unknown is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct) =>
        await db.Set<User>().Where(u => userIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);

    /// <summary>
    /// A buyer's account. Signs nobody in; what follows comes by mail. The answer does not tell a known address, nor does the time it
    /// takes: the same statements run for both.
    /// </summary>
    public async Task<RegisterResult> RegisterAsync(NewAccount account, CancellationToken ct)
    {
        var user = Make(account, confirmed: false);
        if (await users.FaultInAsync(user, PasswordRules.Normal(account.Password)) is { } fault)
        {
            return new RegisterResult.WeakPassword(fault);
        }
        await db.InTransactionAsync(
            async () =>
            {
                var owner = await PutAsync(user, [Role.Buyer], ct);
                db.Enqueue(owner == user.Id ? new UserRegistered(owner) : new AddressAlreadyKnown(owner));
            },
            ct);
        return new RegisterResult.Accepted();
    }

    /// <summary>An account whose address is known to be its owner's.</summary>
    public async Task<AddAccountResult> AddAsync(NewAccount account, IReadOnlyCollection<Role> roles, CancellationToken ct)
    {
        var user = Make(account, confirmed: true);
        if (await users.FaultInAsync(user, PasswordRules.Normal(account.Password)) is { } fault)
        {
            return new AddAccountResult.WeakPassword(fault);
        }
        var owner = await db.InTransactionAsync(() => PutAsync(user, roles, ct), ct);
        return owner == user.Id ? new AddAccountResult.Added(owner) : new AddAccountResult.AddressTaken();
    }

    public Task RenameAsync(Guid userId, string name, CancellationToken ct) =>
        db.Set<User>().Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.Name, name.Trim()), ct);

    /// <summary>Gives the account these roles and no others. Who is logged in with the old ones is not any more.</summary>
    public Task ChangeRolesAsync(Guid userId, IReadOnlyCollection<Role> roles, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            await db.Set<UserRole>().Where(r => r.UserId == userId).ExecuteDeleteAsync(ct);
            db.AddRange(roles.Select(role => new UserRole(userId, role)));
            await db.EndSessionsAsync(userId, ct);
        },
        ct);

    public async Task<LogInResult> LogInAsync(string email, string password, CancellationToken ct)
    {
        var user = await users.FindByEmailAsync(email);
        if (!await TakeTryAsync(user?.Id ?? Guid.Empty, ct) || user is null)
        {
            hasher.VerifyHashedPassword(Nobody, NobodysHash, password); // As long as it takes for a known address.
            return new LogInResult.Refused();
        }
        if (!await users.CheckPasswordAsync(user, PasswordRules.Normal(password)))
        {
            return new LogInResult.Refused();
        }
        await db.Set<User>().Where(u => u.Id == user.Id).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), ct);
        return new LogInResult.Welcome(user.Id);
    }

    // A try is taken before the password is looked at, by one statement: guesses sent at the same moment count one by one.
    private async Task<bool> TakeTryAsync(Guid userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = now + options.Value.LockedFor;
        var tries = options.Value.Tries;
        return await db.Set<User>()
            .Where(u => u.Id == userId && (u.LockoutEnd == null || u.LockoutEnd <= now))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(u => u.AccessFailedCount, u => u.LockoutEnd == null ? u.AccessFailedCount + 1 : 1)
                    .SetProperty(u => u.LockoutEnd, u => u.LockoutEnd == null && u.AccessFailedCount + 1 >= tries ? until : null),
                ct) > 0;
    }

    private User Make(NewAccount account, bool confirmed)
    {
        var user = new User(account.Name.Trim(), account.Email.Trim()) { EmailConfirmed = confirmed, SecurityStamp = UserRows.NewStamp() };
        user.NormalizedEmail = user.NormalizedUserName = users.NormalizeEmail(user.Email);
        user.PasswordHash = users.PasswordHasher.HashPassword(user, PasswordRules.Normal(account.Password));
        return user;
    }

    /// <returns>Whose the address is now: the new account's, or the one's that had it before.</returns>
    private async Task<Guid> PutAsync(User user, IReadOnlyCollection<Role> roles, CancellationToken ct)
    {
        string[] names = [.. roles.Select(BuyerClaims.Name)];
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into users (store_id, id, name, email, normalized_email, user_name, normalized_user_name, email_confirmed, password_hash,
                security_stamp, concurrency_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            values ({db.StoreId}, {user.Id}, {user.Name}, {user.Email}, {user.NormalizedEmail}, {user.UserName}, {user.NormalizedUserName},
                {user.EmailConfirmed}, {user.PasswordHash}, {user.SecurityStamp}, {user.ConcurrencyStamp}, false, false, false, 0)
            on conflict do nothing
            """,
            ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into user_roles (store_id, user_id, role)
            select store_id, id, unnest({names}) from users where store_id = {db.StoreId} and id = {user.Id}
            """,
            ct);
        return await db.Set<User>().Where(u => u.NormalizedEmail == user.NormalizedEmail).Select(u => u.Id).SingleAsync(ct);
    }
}
