using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>How accounts are written: by guarded statements, so that of two at the same moment one counts.</summary>
internal static class UserRows
{
    private static readonly User Nobody = new("", ""); // Identity's hasher takes a user and looks at none.
    private static readonly string NobodysHash = new PasswordHasher<User>().HashPassword(Nobody, Guid.NewGuid().ToString());

    public static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    /// <summary>Every cookie of theirs is dead from the next request on, on every instance, and every link but those that undo.</summary>
    public static async Task EndSessionsAsync(this ShopDb db, Guid userId, CancellationToken ct)
    {
        var (stamp, version) = (NewStamp(), Guid.NewGuid().ToString());
        await db.Set<User>().Where(u => u.Id == userId).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.SecurityStamp, stamp).SetProperty(u => u.ConcurrencyStamp, version), ct);
        await db.Set<UserSession>().Where(s => s.UserId == userId).ExecuteDeleteAsync(ct);
    }

    /// <returns>What is wrong with the password, in words; null if nothing.</returns>
    public static async Task<string?> FaultInAsync(this UserManager<User> users, User user, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            if (await rule.ValidateAsync(users, user, password) is { Succeeded: false } wrong)
            {
                return wrong.Errors.First().Description;
            }
        }
        return null;
    }

    public static string HashOf(this UserManager<User> users, string password) => users.PasswordHasher.HashPassword(Nobody, PasswordRules.Normal(password));

    /// <summary>Takes as long where there is no password to know: of who is unknown, or has not chosen one yet.</summary>
    public static bool Knows(this UserManager<User> users, string? passwordHash, string password) =>
        users.PasswordHasher.VerifyHashedPassword(Nobody, passwordHash ?? NobodysHash, PasswordRules.Normal(password)) != PasswordVerificationResult.Failed
        && passwordHash is not null;
}
