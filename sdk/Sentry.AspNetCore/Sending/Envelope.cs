using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sentry.Sending;

/// <summary>One event as Sentry takes it: a line about the envelope, a line about the item, the item.</summary>
internal static class Envelope
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] Of(SentryEvent sent)
    {
        var item = JsonSerializer.SerializeToUtf8Bytes(Content(sent), Json);
        var head = JsonSerializer.SerializeToUtf8Bytes(new { EventId = sent.Id, SentAt = TimeProvider.System.GetUtcNow() }, Json);
        var about = JsonSerializer.SerializeToUtf8Bytes(new { Type = "event", item.Length }, Json);
        return [.. head, (byte)'\n', .. about, (byte)'\n', .. item, (byte)'\n'];
    }

    private static object Content(SentryEvent sent) => new
    {
        EventId = sent.Id,
        sent.Timestamp,
        Platform = "csharp",
        Level = sent.Level?.ToString().ToLowerInvariant(),
        sent.Logger,
        sent.ServerName,
        sent.Release,
        sent.Environment,
        Transaction = sent.TransactionName,
        Logentry = sent.Message,
        Exception = sent.Chain.Count == 0 ? null : new { Values = sent.Chain.Select(Content) },
        Request = new { sent.Request.Url, sent.Request.Method, sent.Request.QueryString, sent.Request.Cookies, sent.Request.Headers },
        sent.Tags,
        sent.User,
        Sdk = new { Name = "sentry.dotnet.aspnetcore", Version = Transport.Version },
    };

    private static object Content(SentryException error) => new
    {
        error.Type,
        error.Value,
        error.Module,
        Stacktrace = error.Frames.Count == 0 ? null : new
        {
            Frames = error.Frames.Select(f => new { f.Function, f.Module, Filename = f.File, Lineno = f.Line, f.InApp }),
        },
    };
}
