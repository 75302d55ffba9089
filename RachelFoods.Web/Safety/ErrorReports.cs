using System.Reflection;
using Sentry;

namespace RachelFoods.Web.Safety;

/// <summary>
/// What the log has as an error goes to Sentry, if there is a DSN: with the ids that the log's line has, and nothing of a person.
/// </summary>
internal static class ErrorReports
{
    private static readonly HttpContextAccessor Http = new();

    // The web server's own, which need not tell and may not: a path can hold a token.
    private static readonly string[] OfTheServer = ["ConnectionId", "ActionId", "TraceId", "SpanId", "ParentId"];

    public static void AddErrorReports(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["Sentry:Dsn"] is not { } dsn || !StartChecks.IsDsn(dsn))
        {
            return; // Of a wrong one the start check tells.
        }
        builder.WebHost.UseSentry(options =>
        {
            options.SendDefaultPii = false;
            options.MaxBreadcrumbs = 0;
            options.Release = typeof(ErrorReports).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
            options.AddExceptionFilterForType<BadHttpRequestException>(); // The sender's fault, not ours.
            options.SetBeforeSend(Cleaned);
        });
        builder.Services.Configure<LoggerFilterOptions>(filters =>
        {
            // Libraries call errors what we expect and repeat, as the loser of a race; what comes of it we log ourselves.
            Only(filters, "Microsoft", LogLevel.None);
            Only(filters, "Npgsql", LogLevel.None);
            Only(filters, "Microsoft.AspNetCore.Diagnostics", LogLevel.Error);
            Only(filters, "Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
            Only(filters, "Microsoft.Extensions.Hosting", LogLevel.Error);
        });
    }

    private static void Only(LoggerFilterOptions filters, string category, LogLevel from) =>
        filters.Rules.Add(new LoggerFilterRule("Sentry", category, from, filter: null));

    private static SentryEvent Cleaned(SentryEvent logged)
    {
        var report = WithoutAddresses(logged);
        foreach (var name in report.Tags.Keys.Where(name => !IsFact(name)).ToList())
        {
            report.SetTag(name, "[Filtered]");
        }
        report.Request = new SentryRequest();
        if (Http.HttpContext is { } context)
        {
            foreach (var (name, id) in ShopLog.FactsOf(context))
            {
                report.SetTag(name, id);
            }
            report.Request = new SentryRequest { Method = context.Request.Method, Url = RequestLog.RouteOf(context) };
            report.TransactionName = $"{context.Request.Method} {RequestLog.RouteOf(context)}";
        }
        report.User = new SentryUser { Id = report.Tags.GetValueOrDefault("UserId") };
        report.ServerName = null;
        return report;
    }

    private static bool IsFact(string name) =>
        (name.EndsWith("Id", StringComparison.Ordinal) && !OfTheServer.Contains(name, StringComparer.Ordinal)) || name == "MessageType";

    // What an exception says cannot be changed in a report. One that names somebody is told as the text that the log has.
    private static SentryEvent WithoutAddresses(SentryEvent report)
    {
        var message = MailAddresses.Hide(report.Message?.Formatted ?? "");
        if (report.Exception is { } error && $"{error}" is var told && MailAddresses.Hide(told) is var hidden && hidden != told)
        {
            var retold = new SentryEvent
            {
                Level = report.Level,
                Release = report.Release,
                Environment = report.Environment,
                Message = new SentryMessage { Formatted = $"{message}\n{hidden}" },
            };
            foreach (var (name, value) in report.Tags)
            {
                retold.SetTag(name, value);
            }
            return retold;
        }
        report.Message?.Formatted = message;
        return report;
    }
}
