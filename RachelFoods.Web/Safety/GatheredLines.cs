using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace RachelFoods.Web.Safety;

/// <summary>
/// Writes the log's lines several at once: each by itself costs a page that is kept as much as the rest of its answer. What is worse than
/// information leaves at once, with all that came before; the rest within a tenth of a second, or with the end of the program.
/// </summary>
internal sealed class GatheredLines : ILogEventSink, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly ITextFormatter _form;
    private readonly TextWriter _output;
    private readonly StringWriter _line = new();
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private bool _isWaiting;

    public GatheredLines(ITextFormatter form, TextWriter output)
    {
        (_form, _output) = (form, output);
        _timer = new Timer(_ => Flush());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Flush();
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            _form.Format(logEvent, _line);
            _output.Write(_line.ToString());
            _line.GetStringBuilder().Clear();
            if (logEvent.Level > LogEventLevel.Information)
            {
                _output.Flush();
            }
            else if (!_isWaiting)
            {
                _isWaiting = _timer.Change(Longest, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }

    private void Flush()
    {
        lock (_gate)
        {
            _isWaiting = false;
            _output.Flush();
        }
    }
}
