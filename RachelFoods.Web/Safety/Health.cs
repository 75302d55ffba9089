using System.Diagnostics;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using RachelFoods.Web.Data;
using RachelFoods.Web.Pages.Shared.Catalogue;

namespace RachelFoods.Web.Safety;

/// <summary>For the machines that watch: on any host, telling states and reasons by name and no secrets.</summary>
public static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly string[] Migrations =
        [.. typeof(ShopDb).Assembly.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>()];

    /// <summary>Before the stores, because it is asked by address rather than by name.</summary>
    public static IApplicationBuilder UseHealth(this IApplicationBuilder app) => app.Use((context, next) => context.Request.Path.Value switch
    {
        "/health/live" => AnswerAsync(context, healthy: true, new { status = "live" }),
        "/health/ready" => ReadyAsync(context),
        "/api/health" => FullAsync(context),
        _ => next(context),
    });

    private static async Task ReadyAsync(HttpContext context)
    {
        var fault = await FindFaultAsync(context);
        await AnswerAsync(context, fault is null, new { status = fault is null ? "ready" : "not ready", reason = fault });
    }

    private static async Task FullAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        var fault = await FindFaultAsync(context);
        var milliseconds = (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var kept = context.RequestServices.GetRequiredService<KeptPages>().Bytes;
        var lag = fault is null ? await OutboxLagAsync(context) : null;
        await AnswerAsync(context, fault is null, new
        {
            status = fault is null ? "healthy" : "unhealthy",
            database = new { status = fault ?? "ok", milliseconds },
            cache = new { status = "ok", bytes = kept }, // In this process's memory: there is no line to it that could be down.
            outbox = new { status = lag is null ? "unknown" : "ok", lagSeconds = lag },
        });
    }

    private static async Task<string?> FindFaultAsync(HttpContext context)
    {
        using var patience = Limit(context);
        try
        {
            await using var read = Sources(context).Directory.CreateCommand("""select "MigrationId" from "__EFMigrationsHistory" """);
            var applied = new HashSet<string>(StringComparer.Ordinal);
            await using var rows = await read.ExecuteReaderAsync(patience.Token);
            while (await rows.ReadAsync(patience.Token))
            {
                applied.Add(rows.GetString(0));
            }
            return applied.IsSupersetOf(Migrations) ? null : "migrations_pending";
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege)
        {
            return "migrations_pending";
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return "database_unreachable";
        }
    }

    // How long the oldest message that is due has been waiting.
    private static async Task<long?> OutboxLagAsync(HttpContext context)
    {
        using var patience = Limit(context);
        try
        {
            await using var read = Sources(context).Worker.CreateCommand("select min(due_at) from outbox_messages where due_at is not null");
            var oldest = await read.ExecuteScalarAsync(patience.Token);
            var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            return oldest is DateTime due && due < now ? (long)(now - due).TotalSeconds : 0;
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return null;
        }
    }

    private static Task AnswerAsync<T>(HttpContext context, bool healthy, T answer)
    {
        context.Response.StatusCode = healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
    }

    private static CancellationTokenSource Limit(HttpContext context)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Patience);
        return limit;
    }

    private static ShopDataSources Sources(HttpContext context) => context.RequestServices.GetRequiredService<ShopDataSources>();
}
