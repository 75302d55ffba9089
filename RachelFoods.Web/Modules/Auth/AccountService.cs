using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Auth;

public sealed class AccountService(ShopDb db, UserManager<User> users, RateLimits limits)
{
    public async Task<AccountView?> FindAsync(Guid userId, CancellationToken ct)
    {
        var roles = await db.Set<UserRole>().Where(r => r.UserId == userId).Select(r => r.Role).ToListAsync(ct);
        return await db.Set<User>().Where(u => u.Id == userId)
            .Select(u => new AccountView(u.Id, u.Name, u.Email!, roles)).SingleOrDefaultAsync(ct);
    }

    /// <summary>What these people are called; who is unknown is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct) =>
        await db.Set<User>().Where(u => userIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);

    /// <summary>An account whose address is known to be its owner's. For who asks for one see <see cref="Registrations"/>.</summary>
    public async Task<AddAccountResult> AddAsync(NewAccount account, IReadOnlyCollection<Role> roles, CancellationToken ct)
    {
        var user = Make(account);
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

    /// <summary>Whether they go together. Who asks has taken a try before, by the address that was typed; a success takes those back.</summary>
    public async Task<LogInResult> LogInAsync(string email, string password, CancellationToken ct)
    {
        var user = await users.FindByEmailAsync(email);
        if (!users.Knows(user?.PasswordHash, password))
        {
            return new LogInResult.Refused();
        }
        await limits.ForgetAsync(Limited.LogInByAccount, email, ct);
        return new LogInResult.Welcome(user!.Id);
    }

    internal User Make(NewAccount account) =>
        Make(account.Name.Trim(), account.Email.Trim(), users.HashOf(account.Password));

    internal User Make(string name, string email, string? passwordHash)
    {
        var user = new User(name, email) { EmailConfirmed = true, SecurityStamp = UserRows.NewStamp(), PasswordHash = passwordHash };
        user.NormalizedEmail = user.NormalizedUserName = users.NormalizeEmail(user.Email);
        return user;
    }

    /// <returns>Whose the address is now: the new account's, or the one's that had it before.</returns>
    internal async Task<Guid> PutAsync(User user, IReadOnlyCollection<Role> roles, CancellationToken ct)
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
