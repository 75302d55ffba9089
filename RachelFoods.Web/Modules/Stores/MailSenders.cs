using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace RachelFoods.Web.Modules.Stores;

/// <summary>A mail server and the address that mails come from.</summary>
/// <param name="IsOwn">The store's own; otherwise the environment's.</param>
internal sealed record MailSender(string Host, int Port, string User, string Password, MailSecurity Security, string From, bool IsOwn);

/// <summary>A store's mail sender as somebody types it.</summary>
/// <param name="Password">Empty: the present one stays, as long as it is for the same server and user.</param>
public sealed record NewMailSender(string? Host, int? Port, MailSecurity Security, string? From, string? User, string? Password);

/// <summary>What may be shown of a store's own mail sender: all but its password.</summary>
/// <param name="Readable">False where the key ring that protected it is gone; then it must be entered again.</param>
public sealed record MailSenderView(
    string Host, int Port, MailSecurity Security, string From, string User, bool HasPassword, bool Readable, DateTimeOffset ChangedAt, Guid? ChangedById);

public abstract record ChangeMailSenderResult
{
    public sealed record Changed : ChangeMailSenderResult;

    /// <summary>Nothing was changed. By the property of <see cref="NewMailSender"/>, what is wrong with it.</summary>
    public sealed record Wrong(IReadOnlyDictionary<string, string> Why) : ChangeMailSenderResult;
}

/// <summary>Through whom the current store's mails leave. It is read for each mail, so that a change holds from the next one on.</summary>
public sealed class MailSenders(StoreSecrets secrets, MailServers servers, IOptions<SmtpOptions> options, ILogger<MailSenders> log)
{
    private const string Name = "mail sender";

    /// <returns>Null for a store that uses the environment's.</returns>
    public async Task<MailSenderView?> ShowAsync(CancellationToken ct)
    {
        if (await secrets.ListAsync([Name], ct) is not [var set])
        {
            return null;
        }
        return set.Last4 is not null && await FindOwnAsync(ct) is { } own
            ? new MailSenderView(own.Host, own.Port, own.Security, own.From, own.User, own.Password.Length > 0, true, set.ChangedAt, set.ChangedById)
            : new MailSenderView("", 0, MailSecurity.StartTls, "", "", false, false, set.ChangedAt, set.ChangedById);
    }

    public async Task<ChangeMailSenderResult> ChangeAsync(NewMailSender typed, Guid byId, CancellationToken ct)
    {
        var sender = Read(typed);
        var known = await ShowAsync(ct) is { Readable: true } ? await FindOwnAsync(ct) : null;
        if (sender.Password.Length == 0 && known is not null && (known.Host, known.User) == (sender.Host, sender.User))
        {
            sender = sender with { Password = known.Password };
        }
        if (MailSenderRules.FaultsOf(sender, typed.Port) is { Count: > 0 } why)
        {
            return new ChangeMailSenderResult.Wrong(why);
        }
        if (await servers.FindFaultAsync(sender.Host, sender.Port, ct) is var (field, fault))
        {
            return new ChangeMailSenderResult.Wrong(new Dictionary<string, string>(StringComparer.Ordinal) { [field] = fault });
        }
        await secrets.SetAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [Name] = JsonSerializer.Serialize(sender) }, byId, ct);
        log.LogInformation("User {ById} changed the store's mail sender.", byId);
        return new ChangeMailSenderResult.Changed();
    }

    /// <summary>From the next mail on the environment's sender is used.</summary>
    public async Task RemoveAsync(Guid byId, CancellationToken ct)
    {
        await secrets.RemoveAsync([Name], ct);
        log.LogInformation("User {ById} removed the store's mail sender.", byId);
    }

    /// <returns>Null where neither the store nor the environment has one, which only Development allows.</returns>
    /// <exception cref="CryptographicException">The store's own cannot be read any more.</exception>
    internal async Task<MailSender?> FindAsync(CancellationToken ct)
    {
        var env = options.Value;
        return await FindOwnAsync(ct) ?? (env.Host.Length == 0
            ? null
            : new MailSender(env.Host, env.Port ?? SmtpOptions.UsualPort(env.Security), env.User, env.Password, env.Security, env.From, IsOwn: false));
    }

    private async Task<MailSender?> FindOwnAsync(CancellationToken ct) =>
        (await secrets.ReadAsync([Name], ct)).GetValueOrDefault(Name) is { } own ? JsonSerializer.Deserialize<MailSender>(own) : null;

    private static MailSender Read(NewMailSender typed) => new(
        typed.Host?.Trim() ?? "",
        typed.Port ?? SmtpOptions.UsualPort(typed.Security),
        typed.User?.Trim() ?? "",
        typed.Password ?? "",
        typed.Security,
        typed.From?.Trim() ?? "",
        IsOwn: true);
}
