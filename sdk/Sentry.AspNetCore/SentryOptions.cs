using Microsoft.Extensions.Logging;

namespace Sentry
{
    public class SentryOptions
    {
        private readonly List<Type> _ignored = [];

        /// <summary>Where to send, with the key: https://KEY@HOST/PROJECT.</summary>
        public string? Dsn { get; set; }

        public string? Release { get; set; }

        public string? Environment { get; set; }

        public string? ServerName { get; set; }

        /// <summary>Whether cookies, log-in headers and the client's address may be part of an event.</summary>
        public bool SendDefaultPii { get; set; }

        /// <summary>Lines before the error that come along with it. This stand-in keeps none.</summary>
        public int MaxBreadcrumbs { get; set; } = 100;

        /// <summary>How long the end of the program waits for what is not sent yet.</summary>
        public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(2);

        internal Func<SentryEvent, SentryEvent> BeforeSend { get; private set; } = sent => sent;

        public void SetBeforeSend(Func<SentryEvent, SentryEvent> beforeSend) => BeforeSend = beforeSend;

        public void AddExceptionFilterForType<TException>()
            where TException : Exception => _ignored.Add(typeof(TException));

        internal bool Ignores(Exception? error) => error is not null && _ignored.Exists(type => type.IsInstanceOfType(error));
    }
}

namespace Sentry.Extensions.Logging
{
    public class SentryLoggingOptions : SentryOptions
    {
        /// <summary>From here on a line of the log is an event.</summary>
        public LogLevel MinimumEventLevel { get; set; } = LogLevel.Error;
    }
}

namespace Sentry.AspNetCore
{
    public class SentryAspNetCoreOptions : Extensions.Logging.SentryLoggingOptions
    {
    }
}
