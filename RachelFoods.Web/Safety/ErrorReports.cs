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

    private static SentryEvent Cleaned(SentryEvent report)
    {
        foreach (var name in report.Tags.Keys.Where(name => !IsFact(name)).ToList())
        {
            report.UnsetTag(name);
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
        HideAddresses(report);
        return report;
    }

    private static bool IsFact(string name) =>
        (name.EndsWith("Id", StringComparison.Ordinal) && !OfTheServer.Contains(name, StringComparer.Ordinal)) || name == "MessageType";

    private static void HideAddresses(SentryEvent report)
    {
        if (report.Message is { } message)
        {
            message.Formatted = Hidden(message.Formatted);
        }
        var exceptions = (report.SentryExceptions ?? []).ToList();
        exceptions.ForEach(e => e.Value = Hidden(e.Value));
        report.SentryExceptions = exceptions;
    }

    private static string? Hidden(string? text) => text is null ? null : MailAddresses.Hide(text);
}
