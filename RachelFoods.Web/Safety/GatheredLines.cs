using System.Globalization;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting;

namespace RachelFoods.Web.Safety;

/// <summary>
/// Writes the log's lines several at once, for a page that is kept costs little more than the writing of its line. What is worse than
/// information leaves at once, with all that came before; the rest within a tenth of a second, or with the end of the program.
/// </summary>
internal sealed class GatheredLines : ILogEventSink, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    [ThreadStatic]
    private static StringWriter? _line;

    private readonly ITextFormatter _form;
    private readonly TextWriter _output;
    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private bool _isWaiting;

    public GatheredLines(ITextFormatter form, TextWriter output)
    {
        (_form, _output) = (form, output);
        _timer = new Timer(_ => Flush());
        AppDomain.CurrentDomain.ProcessExit += AtTheEnd;
    }

    public void Emit(LogEvent logEvent)
    {
        var line = InWords(logEvent); // Outside the lock: it is what takes time.
        lock (_gate)
        {
            _output.Write(line);
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
        AppDomain.CurrentDomain.ProcessExit -= AtTheEnd;
        _timer.Dispose();
        Flush();
    }

    private string InWords(LogEvent logEvent)
    {
        _line ??= new StringWriter(CultureInfo.InvariantCulture);
        _line.GetStringBuilder().Clear();
        _form.Format(logEvent, _line);
        return _line.ToString();
    }

    private void AtTheEnd(object? sender, EventArgs e) => Flush();

    private void Flush()
    {
        lock (_gate)
        {
            _isWaiting = false;
            try
            {
                _output.Flush();
            }
            catch (IOException e)
            {
                SelfLog.WriteLine("Lines of the log are lost: {0}", e); // A full disk must not end the shop.
            }
        }
    }
}
