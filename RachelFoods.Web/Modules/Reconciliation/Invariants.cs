using Npgsql;
using NpgsqlTypes;

namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>
/// What must be true of a store's rows whenever anybody looks.
/// </summary>
public static class Invariants
{
    /// <summary>So many rows of each are told.</summary>
    public const int Most = 100;

    public static IReadOnlyList<Invariant> All { get; } =
    [
        .. OrderInvariants.All,
        .. MoneyInvariants.All,
        .. WalletInvariants.All,
        .. StockInvariants.All,
        .. CouponInvariants.All,
        .. QueueInvariants.All,
        .. SafetyInvariants.All,
    ];

    /// <summary>For the rest of the transaction: compiling so long a statement takes many times longer than running it.</summary>
    public const string WithoutCompiling = "set local jit = off";

    // One statement sees one moment, so a shop that is at work gives no false alarm.
    private static string Sql { get; } = $"with {MoneyInvariants.OrderMoney}\n" + string.Join(
        "\nunion all\n",
        All.Select((invariant, i) => $"(select {i}, broken.subject, broken.detail from (\n{invariant.Sql}\n) broken (subject, detail) limit {Most})"));

    /// <summary>Adds the one statement that finds every broken row of the store that the session is set to.</summary>
    public static void AddTo(NpgsqlBatch looks, DateTimeOffset now)
    {
        looks.BatchCommands.Add(new NpgsqlBatchCommand(WithoutCompiling));
        looks.BatchCommands.Add(new NpgsqlBatchCommand(Sql)
        {
            Parameters = { new NpgsqlParameter { Value = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz } },
        });
    }

    /// <summary>Reads what <see cref="AddTo"/> found.</summary>
    public static async Task<IReadOnlyList<Violation>> ReadAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        var violations = new List<Violation>();
        while (await rows.ReadAsync(ct))
        {
            violations.Add(new Violation(All[rows.GetInt32(0)], rows.GetString(1), rows.GetString(2)));
        }
        return violations;
    }
}
