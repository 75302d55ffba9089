using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace RachelFoods.Web.Modules.Auth;

internal enum AccountAct
{
    ConfirmAddress,
    ResetPassword,
    ConfirmNewEmail,
    UndoEmail,
}

/// <param name="About">A user, a registration, or the change of an address.</param>
/// <param name="Stamp">As it was when the link was made: whatever changes it, ends the link.</param>
internal sealed record AccountToken(Guid About, string Stamp, DateTimeOffset Until);

/// <summary>
/// What the links in account mails carry, protected for one act of one store. Nothing of it is stored, so that nobody who reads the
/// database can enter an account.
/// </summary>
public sealed class AccountTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    internal string Write(AccountAct act, AccountToken token) =>
        ProtectorOf(act).Protect(string.Create(CultureInfo.InvariantCulture, $"{token.About:N} {token.Until.UtcTicks} {token.Stamp}"));

    /// <returns>Null for what was not made here for this act, and for what is too old.</returns>
    internal AccountToken? Read(AccountAct act, string? token)
    {
        try
        {
            return token is not null && ProtectorOf(act).Unprotect(token).Split(' ', 3) is [var about, var ticks, var stamp]
                && new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero) is var until
                && until > clock.GetUtcNow()
                ? new AccountToken(Guid.ParseExact(about, "N"), stamp, until)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf(AccountAct act) => protection.CreateProtector($"account.{act}");
}
