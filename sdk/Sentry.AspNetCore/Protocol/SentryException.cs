using System.Diagnostics;

namespace Sentry;

/// <summary>An exception as it is sent.</summary>
internal sealed class SentryException(Exception error)
{
    public string? Type { get; } = error.GetType().FullName;

    public string Value { get; } = error.Message;

    public string? Module { get; } = error.GetType().Assembly.FullName;

    public IReadOnlyList<Frame> Frames { get; } = [.. new StackTrace(error, fNeedFileInfo: true).GetFrames().Reverse().Select(Frame.Of)];

    /// <summary>With its causes, the innermost first.</summary>
    public static IReadOnlyList<SentryException> Chain(Exception? error)
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
