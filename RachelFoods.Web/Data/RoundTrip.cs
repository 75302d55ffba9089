using System.Data.Common;
using Npgsql;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>One statement that only reads, with what reads its rows. Its first value, <c>$1</c>, is the store; then come its own.</summary>
public sealed record Question<T>(string Sql, object[] Values, Func<DbDataReader, T> Read);

/// <summary>
/// Asks several modules' questions in one round trip, outside any transaction. For the page that is asked for most: there EF's work for
/// each query costs more than all the rest.
/// </summary>
public sealed class RoundTrip(ShopDataSources sources, StoreContext stores)
{
    public async Task<(T1 First, T2 Second, T3 Third)> AskAsync<T1, T2, T3>(
        Question<T1> first, Question<T2> second, Question<T3> third, CancellationToken ct)
    {
        await using var connection = await sources.For(stores.Current.Id).OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(first));
        batch.BatchCommands.Add(Command(second));
        batch.BatchCommands.Add(Command(third));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        var one = first.Read(rows);
        await rows.NextResultAsync(ct);
        var two = second.Read(rows);
        await rows.NextResultAsync(ct);
        return (one, two, third.Read(rows));
    }

    private NpgsqlBatchCommand Command<T>(Question<T> question)
    {
        var command = new NpgsqlBatchCommand(question.Sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = stores.Current.Id } } };
        foreach (var value in question.Values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        return command;
    }
}
