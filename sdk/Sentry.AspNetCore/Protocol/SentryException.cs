using System.Diagnostics;

namespace Sentry.Protocol;

// The published package has it in this namespace.
public sealed class SentryException
{
    internal SentryException(Exception error)
    {
        (Type, Value, Module) = (error.GetType().FullName, error.Message, error.GetType().Assembly.FullName);
        Frames = [.. new StackTrace(error, fNeedFileInfo: true).GetFrames().Reverse().Select(Frame.Of)];
    }

    public string? Type { get; set; }

    public string? Value { get; set; }

    public string? Module { get; set; }

    internal IReadOnlyList<Frame> Frames { get; }

    internal static IEnumerable<SentryException> Chain(Exception? error)
    {
        var chain = new List<SentryException>();
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            chain.Insert(0, new SentryException(cause));
        }
        return chain;
    }

    internal sealed record Frame(string? Function, string? Module, string? File, int Line, bool InApp)
    {
        public static Frame Of(StackFrame frame)
        {
            var method = frame.GetMethod();
            var module = method?.DeclaringType?.FullName;
            var ours = module is not null && !module.StartsWith("System.", StringComparison.Ordinal) && !module.StartsWith("Microsoft.", StringComparison.Ordinal);
            return new Frame(method?.Name, module, Path.GetFileName(frame.GetFileName()), frame.GetFileLineNumber(), ours);
        }
    }
}
