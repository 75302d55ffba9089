using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

public abstract record RateLimitResult
{
    public sealed record Allowed : RateLimitResult;

    public sealed record Wait(TimeSpan For) : RateLimitResult;
}

/// <summary>
/// Limits that hold exactly, over all instances together: never more than so many tries within any window of that length. What a
/// refused try costs is one statement; it does not lengthen the wait.
/// </summary>
public sealed class RateLimits(ShopDataSources sources, StoreContext stores, IOptions<RateLimitOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Takes a try before it is known how it ends, so that tries at the same moment count one by one. On a connection of its own: what
    /// the caller takes back is still a try.
    /// </summary>
    /// <param name="key">Whose tries are counted: an account's e-mail, an order, a client's address. Kept as a hash.</param>
    public async Task<RateLimitResult> TakeAsync(Limited what, string key, CancellationToken ct)
    {
        var limit = options.Value.Of(what);
        if (limit.Times == 0)
        {
            return new RateLimitResult.Allowed();
        }
        var (now, row) = (clock.GetUtcNow(), Hash(what, key));
        await using var take = Command(
            """
            insert into rate_limits as known (store_id, kind, key, takes, ends_at) values ($1, $2, $3, array[$4::timestamptz], $5)
            on conflict (store_id, kind, key) do update set
                takes = (known.takes || $4::timestamptz)[greatest(1, cardinality(known.takes) + 2 - $6):],
                ends_at = excluded.ends_at
                where cardinality(known.takes) < $6 or known.takes[cardinality(known.takes) - $6 + 1] <= $7
            returning true
            """,
            what, row, now, now + limit.Within, limit.Times, now - limit.Within);
        return await take.ExecuteScalarAsync(ct) is true
            ? new RateLimitResult.Allowed()
            : new RateLimitResult.Wait(await WaitAsync(what, row, limit, now, ct));
    }

    /// <summary>After a success, where tries only count until then.</summary>
    public async Task ForgetAsync(Limited what, string key, CancellationToken ct)
    {
        await using var forget = Command("delete from rate_limits where store_id = $1 and kind = $2 and key = $3", what, Hash(what, key));
        await forget.ExecuteNonQueryAsync(ct);
    }

    internal async Task ForgetOldAsync(CancellationToken ct)
    {
        await using var forget = sources.For(stores.Current.Id).CreateCommand("delete from rate_limits where ends_at < $1");
        forget.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await forget.ExecuteNonQueryAsync(ct);
    }

    private async Task<TimeSpan> WaitAsync(Limited what, byte[] row, RateLimit limit, DateTimeOffset now, CancellationToken ct)
    {
        await using var read = Command(
            "select takes[cardinality(takes) - $4 + 1] from rate_limits where store_id = $1 and kind = $2 and key = $3", what, row, limit.Times);
        // Forgotten in the meantime: the next try will do.
        var wait = await read.ExecuteScalarAsync(ct) is DateTime first ? new DateTimeOffset(first, TimeSpan.Zero) + limit.Within - now : ShortestWait;
        return wait > ShortestWait ? wait : ShortestWait;
    }

    private NpgsqlCommand Command(string sql, Limited what, byte[] row, params object[] more)
    {
        var command = sources.For(stores.Current.Id).CreateCommand(sql);
        object[] values = [stores.Current.Id, what.ToString(), row, .. more];
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        return command;
    }

    // One person's address in two spellings is one key.
    private byte[] Hash(Limited what, string key) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{stores.Current.Id} {what} {key.Trim().ToUpperInvariant()}"));
}
