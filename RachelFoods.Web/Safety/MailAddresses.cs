using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Formatting;

namespace RachelFoods.Web.Safety;

/// <summary>Takes e-mail addresses out of what others say: a mail server's refusal, for one, repeats the address that it refuses.</summary>
internal static partial class MailAddresses
{
    public static string Hide(string text) => text.Contains('@', StringComparison.Ordinal) ? One().Replace(text, "…@…") : text;

    [GeneratedRegex(@"[^\s<>""'(),;:]+@[^\s<>""'(),;:]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex One();

    /// <summary>The log's lines, with nobody's address in the text of an exception.</summary>
    public sealed class Hidden(ITextFormatter lines) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output) => lines.Format(logEvent.Exception is { } told ? Retell(logEvent, told) : logEvent, output);

        private static LogEvent Retell(LogEvent line, Exception told) =>
            new(line.Timestamp, line.Level, new Retold(told), line.MessageTemplate, line.Properties.Select(p => new LogEventProperty(p.Key, p.Value)));
    }

    private sealed class Retold(Exception told) : Exception
    {
        public override string ToString() => Hide($"{told}");
    }
}
