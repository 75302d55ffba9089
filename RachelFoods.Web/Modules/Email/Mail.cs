using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Modules.Email;

/// <summary>A mail as it was written, and what became of it.</summary>
internal sealed class Mail : Entity
{
    private const int LongestError = 500;

    public Mail(NewMail mail, WrittenMail written, Store store, DateTimeOffset now)
    {
        (Kind, DedupeKey, OrderId, Recipient) = (mail.Kind, mail.Key, mail.OrderId, mail.To.Trim());
        (Subject, Html, Text, Confidential) = (written.Subject, written.Html, written.Text, mail.Confidential);
        WrittenAt = now;
        MessageId = MessageIdAt(store);
    }

    private Mail(Mail original, string recipient, string key, Guid byId, Store store, DateTimeOffset now)
    {
        (Kind, DedupeKey, OrderId, Recipient) = (original.Kind, key, original.OrderId, recipient);
        (Subject, Html, Text) = (original.Subject, original.Html, original.Text);
        (ResendOfId, RequestedById, WrittenAt) = (original.Id, byId, now);
        MessageId = MessageIdAt(store);
    }

    private Mail()
    {
        Kind = DedupeKey = Recipient = Subject = Html = Text = MessageId = "";
    }

    public string Kind { get; private set; }

    /// <summary>Unique: a message of the outbox that is handled again writes no second mail.</summary>
    public string DedupeKey { get; private set; }

    public Guid? OrderId { get; private set; }

    public string Recipient { get; private set; }

    public string Subject { get; private set; }

    /// <summary>Of a confidential mail protected with the key ring, and empty once nothing more is done with it.</summary>
    public string Html { get; private set; }

    public string Text { get; private set; }

    /// <summary>It holds a link that lets its reader in: nobody else may see it.</summary>
    public bool Confidential { get; private set; }

    public MailState State { get; private set; }

    public int Attempts { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>The same at each attempt, so that a mailbox which has got it twice can tell.</summary>
    public string MessageId { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public Guid? ResendOfId { get; private set; }

    public Guid? RequestedById { get; private set; }

    public Mail Again(string recipient, string key, Guid byId, Store store, DateTimeOffset now) => new(this, recipient, key, byId, store, now);

    public void Sent(DateTimeOffset now)
    {
        (State, SentAt, LastError) = (MailState.Sent, now, null);
        Attempts++;
        Forget();
    }

    public void GiveUp(MailState end, string error)
    {
        (State, LastError) = (end, Short(error));
        Attempts++;
        Forget();
    }

    public void TryLater(string error)
    {
        LastError = Short(error);
        Attempts++;
    }

    private void Forget()
    {
        if (Confidential)
        {
            Html = Text = "";
        }
    }

    private string MessageIdAt(Store store) => $"{Id:N}@{store.CanonicalHost}";

    private static string Short(string error) => error.Length > LongestError ? error[..LongestError] : error;

    internal sealed class Mapping : IEntityTypeConfiguration<Mail>
    {
        public void Configure(EntityTypeBuilder<Mail> mail)
        {
            mail.ToTable("mails", table => table.HasCheckConstraint("sent_has_a_time", "(state = 'SENT') = (sent_at is not null)"));
            mail.Property(m => m.Kind).HasMaxLength(50);
            mail.Property(m => m.DedupeKey).HasMaxLength(200);
            mail.Property(m => m.Recipient).HasMaxLength(320);
            mail.Property(m => m.LastError).HasMaxLength(LongestError);
            mail.HasIndex(m => new { m.StoreId, m.DedupeKey }).IsUnique();
            mail.HasIndex(m => new { m.StoreId, m.OrderId });
            mail.HasIndex(m => new { m.StoreId, m.WrittenAt, m.Id });
            mail.HasIndex(m => new { m.StoreId, m.State, m.WrittenAt });
            mail.References<Order>(nameof(OrderId));
            mail.References<Mail>(nameof(ResendOfId));
        }
    }
}
