namespace RachelFoods.Web.Kernel;

public enum MailState
{
    /// <summary>To be handed to the mail server, now or after a failure that may pass.</summary>
    Waiting,

    /// <summary>The mail server has taken it. Whether it was read, nobody knows.</summary>
    Sent,

    /// <summary>The mail server refused it for good.</summary>
    Failed,

    /// <summary>Nobody takes mail at this address.</summary>
    Undeliverable,
}

/// <param name="Kind">The name of its template, such as <c>OrderPaid</c>.</param>
public sealed record MailRowView(
    Guid Id, string Kind, string Recipient, string Subject, MailState State, Guid? OrderId, DateTimeOffset WrittenAt, DateTimeOffset? SentAt);

/// <param name="Html">Null for what is confidential: it holds a link that is for its reader alone.</param>
/// <param name="Text">Null likewise.</param>
/// <param name="LastError">What the mail server said when it last did not take it.</param>
/// <param name="ResendOfId">The mail that this one repeats, asked for by <paramref name="RequestedById"/>.</param>
public sealed record MailView(
    MailRowView Row,
    string? Html,
    string? Text,
    int Attempts,
    string? LastError,
    string MessageId,
    Guid? ResendOfId,
    Guid? RequestedById)
{
    public bool CanBeResent => Html is not null && Row.State != MailState.Waiting;
}

/// <param name="OrderIds">Of these orders; null for all mails.</param>
/// <param name="Recipient">To this address, together with the orders' mails if both are named.</param>
public sealed record MailFilter(MailState? State = null, IReadOnlyCollection<Guid>? OrderIds = null, string? Recipient = null);

/// <summary>Part of a list, newest first. The cursors lead to its neighbours; null where there is none.</summary>
public sealed record MailList(IReadOnlyList<MailRowView> Rows, ListCursor? Newer, ListCursor? Older);

public enum ResendMailResult
{
    /// <summary>A new mail with the same content waits to be sent.</summary>
    Waiting,

    /// <summary>It has not been sent or given up yet.</summary>
    StillWaiting,

    /// <summary>What it said is for its first reader alone and was not kept.</summary>
    Confidential,
    NotAnAddress,
    NotFound,
}

/// <summary>
/// The mails of the current store, for the staff's pages. Those may not know the module that writes mails, for it stands above all
/// others: docs/decisions/mail-log-in-kernel.md.
/// </summary>
public interface IMailLog
{
    Task<MailList> ListAsync(MailFilter filter, ListCursor? from, CancellationToken ct);

    Task<MailView?> FindAsync(Guid id, CancellationToken ct);

    /// <param name="formKey">Unique: the same form sent twice is one mail.</param>
    /// <param name="to">Null for the address it went to.</param>
    Task<ResendMailResult> ResendAsync(Guid id, Guid formKey, string? to, Guid byId, CancellationToken ct);
}
