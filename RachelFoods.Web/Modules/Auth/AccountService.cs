using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Auth;

public sealed class AccountService(ShopDb db, UserManager<User> users, RateLimits limits)
{
    private static readonly User Nobody = MakeNobody();

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

    /// <summary>Whether they go together. Who asks has taken a try before, by the address that was typed; a success takes those back.</summary>
    public async Task<LogInResult> LogInAsync(string email, string password, CancellationToken ct)
    {
        var user = await users.FindByEmailAsync(email);
        if (!users.Knows(user ?? Nobody, password) || user is null) // A hash is computed for who is unknown as well.
        {
            return new LogInResult.Refused();
        }
        await limits.ForgetAsync(Limited.LogInByAccount, email, ct);
        return new LogInResult.Welcome(user.Id);
    }

    private static User MakeNobody()
    {
        var nobody = new User("", "");
        nobody.PasswordHash = new PasswordHasher<User>().HashPassword(nobody, Guid.NewGuid().ToString());
        return nobody;
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
