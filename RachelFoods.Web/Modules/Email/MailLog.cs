using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Email;

internal sealed class MailLog(ShopDb db, MailPost post, StoreContext stores, TimeProvider clock, ILogger<MailLog> log) : IMailLog
{
    private const int PageSize = 25;

    private static readonly Expression<Func<Mail, MailRowView>> ToRow = m => new MailRowView(
        m.Id, m.Kind, m.Recipient, m.Subject, m.State, m.OrderId, m.WrittenAt, m.SentAt);

    public async Task<MailList> ListAsync(MailFilter filter, ListCursor? from, CancellationToken ct)
    {
        var upwards = from?.TowardsNewer == true;
        var rows = await Ordered(Matching(filter), from).Take(PageSize + 1).Select(ToRow).ToListAsync(ct);
        var more = rows.Count > PageSize;
        rows = rows.GetRange(0, Math.Min(rows.Count, PageSize));
        if (upwards)
        {
            rows.Reverse();
        }
        return rows.Count == 0 && from is not null
            ? await ListAsync(filter, null, ct)
            : new MailList(
                rows,
                (upwards ? more : from is not null) ? new ListCursor(rows[0].WrittenAt, rows[0].Id, TowardsNewer: true) : null,
                (upwards || more) ? new ListCursor(rows[^1].WrittenAt, rows[^1].Id, TowardsNewer: false) : null);
    }

    public async Task<MailView?> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<Mail>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is { } m
            ? new MailView(
                ToRow.Compile()(m),
                m.Confidential ? null : m.Html,
                m.Confidential ? null : m.Text,
                m.Attempts,
                m.LastError,
                m.MessageId,
                m.ResendOfId,
                m.RequestedById)
            : null;

    public async Task<ResendMailResult> ResendAsync(Guid id, Guid formKey, string? to, Guid byId, CancellationToken ct)
    {
        if (await db.Set<Mail>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mail)
        {
            return ResendMailResult.NotFound;
        }
        var recipient = string.IsNullOrWhiteSpace(to) ? mail.Recipient : to.Trim();
        if (mail.Confidential || mail.State == MailState.Waiting || !EmailAddress.IsOne(recipient))
        {
            return mail.Confidential ? ResendMailResult.Confidential
                : mail.State == MailState.Waiting ? ResendMailResult.StillWaiting
                : ResendMailResult.NotAnAddress;
        }
        var again = mail.Again(recipient, $"resend:{formKey}", byId, stores.Current, clock.GetUtcNow());
        if (await post.KeepAsync(again, ct))
        {
            log.LogInformation("User {ById} has mail {MailId} sent again as {NewMailId}.", byId, id, again.Id);
        }
        return ResendMailResult.Waiting;
    }

    private IQueryable<Mail> Matching(MailFilter filter)
    {
        var mails = db.Set<Mail>().AsNoTracking();
        if (filter.State is { } state)
        {
            mails = mails.Where(m => m.State == state);
        }
        if (filter.OrderIds is not null || filter.Recipient is not null)
        {
            var orders = filter.OrderIds ?? [];
            mails = mails.Where(m => (m.OrderId != null && orders.Contains(m.OrderId.Value)) || m.Recipient == filter.Recipient);
        }
        return mails;
    }

    private static IQueryable<Mail> Ordered(IQueryable<Mail> mails, ListCursor? from) => from switch
    {
        null => mails.OrderByDescending(m => m.WrittenAt).ThenByDescending(m => m.Id),
        { TowardsNewer: false } => mails
            .Where(m => EF.Functions.LessThan(ValueTuple.Create(m.WrittenAt, m.Id), ValueTuple.Create(from.At, from.Id)))
            .OrderByDescending(m => m.WrittenAt).ThenByDescending(m => m.Id),
        _ => mails
            .Where(m => EF.Functions.GreaterThan(ValueTuple.Create(m.WrittenAt, m.Id), ValueTuple.Create(from.At, from.Id)))
            .OrderBy(m => m.WrittenAt).ThenBy(m => m.Id),
    };
}
