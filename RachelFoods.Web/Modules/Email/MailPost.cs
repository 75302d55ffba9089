using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Email;

/// <summary>A mail to be written.</summary>
/// <param name="Kind">The name of its template below <c>Templates</c>.</param>
/// <param name="Subject">What it is about: the event's id, or the move's. Of one kind there is one mail for each.</param>
/// <param name="Model">What the template shows.</param>
/// <param name="Confidential">It holds a link that lets its reader in. It is kept encrypted until it is sent, and then not at all.</param>
public sealed record NewMail(string Kind, Guid Subject, string To, object Model, Guid? OrderId = null, bool Confidential = false)
{
    public string Key => $"{Kind}:{Subject}";
}

/// <summary>Hand this one to the mail server.</summary>
internal sealed record SendMail(Guid MailId);

/// <summary>Where handlers of events leave their mails: written once for each event, however often that is told.</summary>
public sealed class MailPost(ShopDb db, MailRendering rendering, MailSecrets secrets, StoreContext stores, TimeProvider clock)
{
    public async Task PostAsync(NewMail mail, CancellationToken ct)
    {
        if (await db.Set<Mail>().AnyAsync(m => m.DedupeKey == mail.Key, ct))
        {
            return;
        }
        var written = await rendering.WriteAsync(mail.Kind, mail.Model);
        await KeepAsync(new Mail(mail, mail.Confidential ? secrets.Protect(written) : written, stores.Current, clock.GetUtcNow()), ct);
    }

    /// <returns>False if there is a mail of the same key already.</returns>
    internal async Task<bool> KeepAsync(Mail mail, CancellationToken ct)
    {
        try
        {
            await db.InTransactionAsync(
                () =>
                {
                    db.Add(mail);
                    db.Enqueue(new SendMail(mail.Id));
                    return Task.CompletedTask;
                },
                ct);
            return true;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false; // Somebody else was a moment faster.
        }
    }
}

/// <summary>Keeps what confidential mails say from all but the one who sends them.</summary>
public sealed class MailSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("mail");

    internal WrittenMail Protect(WrittenMail mail) => mail with { Html = _protector.Protect(mail.Html), Text = _protector.Protect(mail.Text) };

    internal (string Html, string Text) Read(Mail mail) =>
        mail.Confidential ? (_protector.Unprotect(mail.Html), _protector.Unprotect(mail.Text)) : (mail.Html, mail.Text);
}
