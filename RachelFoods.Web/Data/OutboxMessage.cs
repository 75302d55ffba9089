using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>Work that must follow a commit. Due while <see cref="DueAt"/> is set; done, or put aside with a reason, when it is not.</summary>
internal sealed class OutboxMessage(string type, string payload, DateTimeOffset raisedAt, DateTimeOffset? dueAt, string? requestId) : Entity
{
    public string Type { get; private set; } = type;

    public string Payload { get; private set; } = payload;

    public DateTimeOffset RaisedAt { get; private set; } = raisedAt;

    public DateTimeOffset? DueAt { get; private set; } = dueAt;

    /// <summary>Written by the worker's claim; nobody else takes the message before then.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Why the last attempt failed, or why the message was put aside.</summary>
    public string? Reason { get; private set; }

    /// <summary>The request that it goes back to, over whatever messages in between; null for what the shop does by itself.</summary>
    public string? RequestId { get; private set; } = requestId;

    /// <summary>A message that is never done for good: after each handling it is due again so much later.</summary>
    public TimeSpan? RepeatsEvery { get; private set; }

    /// <summary>What it is about: its type, the ids in it and its request, for the log.</summary>
    public IReadOnlyDictionary<string, object> Subjects()
    {
        using var content = JsonDocument.Parse(Payload);
        var subjects = content.RootElement.EnumerateObject()
            .Where(part => part.Name.EndsWith("Id", StringComparison.Ordinal) && part.Value.ValueKind == JsonValueKind.String && part.Value.TryGetGuid(out _))
            .ToDictionary(part => part.Name, part => (object)part.Value.GetGuid(), StringComparer.Ordinal);
        subjects["MessageType"] = Type;
        if (RequestId is not null)
        {
            subjects["RequestId"] = RequestId;
        }
        return subjects;
    }

    public void Done(DateTimeOffset now) =>
        (DoneAt, DueAt, LeasedUntil, Reason, Attempts) = (now, now + RepeatsEvery, null, null, RepeatsEvery is null ? Attempts : 0);

    public void PutAside(string reason) => (DueAt, LeasedUntil, Reason) = (null, null, reason);

    public void TakeUpAgain(DateTimeOffset due) => (Attempts, DueAt, LeasedUntil, Reason) = (0, due, null, null);

    public void TryAgain(DateTimeOffset due, string reason) =>
        (Attempts, DueAt, LeasedUntil, Reason) = (Attempts + 1, due, null, reason);

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> message)
        {
            message.ToTable("outbox_messages");
            message.Property(m => m.Type).HasMaxLength(100);
            message.Property(m => m.Payload).HasColumnType("jsonb");
            message.Property(m => m.RequestId).HasMaxLength(32);
            message.HasIndex(m => m.DueAt).HasFilter("due_at is not null");
        }
    }
}
