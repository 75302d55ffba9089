using RachelFoods.Tests.Stage;
using RachelFoods.Web.Safety;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

namespace RachelFoods.Tests.Safety;

public sealed class Lines_of_the_log
{
    private static readonly MessageTemplateParser Parser = new();

    private readonly Paper _paper = new();

    [Fact]
    public async Task leave_together_and_soon()
    {
        using var lines = new GatheredLines(new Text(), _paper);

        lines.Emit(Line(LogEventLevel.Information, "one"));
        lines.Emit(Line(LogEventLevel.Information, "two"));

        await Wait.Until(() => Task.FromResult(_paper.Left == "one two "), "they have left");
    }

    // Seen to fail with every line kept for the same time.
    [Fact]
    public void leave_at_once_with_a_warning_and_in_their_order()
    {
        using var lines = new GatheredLines(new Text(), _paper);

        lines.Emit(Line(LogEventLevel.Information, "before"));
        lines.Emit(Line(LogEventLevel.Warning, "warning"));

        Assert.Equal("before warning ", _paper.Left);
    }

    // Seen to fail without the last flush.
    [Fact]
    public void leave_with_the_end()
    {
        using (var lines = new GatheredLines(new Text(), _paper))
        {
            lines.Emit(Line(LogEventLevel.Information, "last"));
        }

        Assert.Equal("last ", _paper.Left);
    }

    // Seen to end the test process without the catch.
    [Fact]
    public async Task are_lost_without_ending_the_shop_while_nothing_can_be_written()
    {
        using var lines = new GatheredLines(new Text(), _paper);
        _paper.IsFull = true;

        lines.Emit(Line(LogEventLevel.Information, "one"));
        await Wait.Until(() => Task.FromResult(_paper.Refusals > 0), "it was refused");
        _paper.IsFull = false;
        lines.Emit(Line(LogEventLevel.Information, "two"));

        await Wait.Until(() => Task.FromResult(_paper.Left.EndsWith("two ", StringComparison.Ordinal)), "the next has left");
    }

    private static LogEvent Line(LogEventLevel level, string text) => new(TimeProvider.System.GetUtcNow(), level, exception: null, Parser.Parse(text), []);

    private sealed class Text : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output) => output.Write($"{logEvent.MessageTemplate.Text} ");
    }

    /// <summary>Remembers what has been let go.</summary>
    private sealed class Paper : StringWriter
    {
        public string Left { get; private set; } = "";

        public bool IsFull { get; set; }

        public int Refusals { get; private set; }

        public override void Flush()
        {
            if (IsFull)
            {
                Refusals++;
                throw new IOException("No space left on device.");
            }
            Left = ToString();
        }
    }
}
