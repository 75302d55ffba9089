using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
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

    /// <summary>A buyer's account. Signs nobody in; what follows comes by mail, so the answer does not tell a known address.</summary>
    public async Task<RegisterResult> RegisterAsync(NewAccount account, CancellationToken ct)
    {
        switch (await AddAsync(account, [Role.Buyer], confirmed: false, ct))
        {
            case AddAccountResult.WeakPassword weak:
                return new RegisterResult.WeakPassword(weak.Reason);
            case AddAccountResult.AddressTaken:
                var known = await users.FindByEmailAsync(account.Email);
                db.Enqueue(new AddressAlreadyKnown(known!.Id));
                await db.SaveChangesAsync(ct);
                break;
        }
        return new RegisterResult.Accepted();
    }

    /// <param name="confirmed">Whether it is known that the address is theirs; otherwise they are asked by mail.</param>
    public async Task<AddAccountResult> AddAsync(NewAccount account, IReadOnlyCollection<Role> roles, bool confirmed, CancellationToken ct)
    {
        try
        {
            return await db.InTransactionAsync(() => InsertAsync(account, roles, confirmed), ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear(); // Somebody else took the address between our look and our write.
            return new AddAccountResult.AddressTaken();
        }
    }

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

    private async Task<AddAccountResult> InsertAsync(NewAccount account, IReadOnlyCollection<Role> roles, bool confirmed)
    {
        var user = new User(account.Name.Trim(), account.Email.Trim()) { EmailConfirmed = confirmed };
        var created = await users.CreateAsync(user, PasswordRules.Normal(account.Password));
        if (!created.Succeeded)
        {
            return Explain(created);
        }
        db.AddRange(roles.Select(role => new UserRole(user.Id, role)));
        if (!confirmed)
        {
            db.Enqueue(new UserRegistered(user.Id));
        }
        return new AddAccountResult.Added(user.Id);
    }

    // Faults of the password first: they are told, and must be the same whether the address is known or not.
    private static AddAccountResult Explain(IdentityResult refused)
    {
        var weak = refused.Errors.FirstOrDefault(e => e.Code.StartsWith("Password", StringComparison.Ordinal));
        if (weak is not null)
        {
            return new AddAccountResult.WeakPassword(weak.Description);
        }
        return refused.Errors.All(e => e.Code.StartsWith("Duplicate", StringComparison.Ordinal))
            ? new AddAccountResult.AddressTaken()
            : throw new InvalidOperationException(string.Join(' ', refused.Errors.Select(e => e.Description)));
    }
}
