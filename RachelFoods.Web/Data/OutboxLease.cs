using Npgsql;

namespace RachelFoods.Web.Data;

/// <summary>A message that this process has claimed.</summary>
internal sealed class ClaimedMessage(Guid storeId, Guid id, DateTimeOffset until)
{
    public Guid StoreId { get; } = storeId;

    public Guid Id { get; } = id;

    /// <summary>The lease's end, which tells it from later leases of the same message.</summary>
    public DateTimeOffset Until { get; set; } = until;
}

/// <summary>
/// Renews a message's lease while its handler is at work, so that a slow one, as a comparison of a big store, is not begun by another
/// worker beside it. Whoever dies renews nothing, and the message goes to another.
/// </summary>
internal sealed class OutboxLease : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly Task _renewing;

    public OutboxLease(NpgsqlDataSource worker, ClaimedMessage claimed, TimeSpan lease, TimeProvider clock, ILogger log) =>
        _renewing = RenewAsync(worker, claimed, lease, clock, log);

    // Only when no renewal is under way any more may the message be ended by the lease that it has.
    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _renewing;
        _enough.Dispose();
    }

    private async Task RenewAsync(NpgsqlDataSource worker, ClaimedMessage claimed, TimeSpan lease, TimeProvider clock, ILogger log)
    {
        try
        {
            do
            {
                await Task.Delay(lease / 3, clock, _enough.Token);
            }
            while (await RenewAsync(worker, claimed, clock.GetUtcNow() + lease));
        }
        catch (OperationCanceledException) when (_enough.IsCancellationRequested)
        {
            // The handler is at its end.
        }
        catch (NpgsqlException e)
        {
            log.LogWarning(e, "The lease of message {MessageId} could not be renewed.", claimed.Id);
        }
    }

    /// <returns>Whether it still was ours.</returns>
    private static async Task<bool> RenewAsync(NpgsqlDataSource worker, ClaimedMessage claimed, DateTimeOffset until)
    {
        await using var renew = worker.CreateCommand(
            "update outbox_messages set leased_until = $1 where store_id = $2 and id = $3 and leased_until = $4 returning leased_until");
        renew.Parameters.Add(new NpgsqlParameter { Value = until });
        renew.Parameters.Add(new NpgsqlParameter { Value = claimed.StoreId });
        renew.Parameters.Add(new NpgsqlParameter { Value = claimed.Id });
        renew.Parameters.Add(new NpgsqlParameter { Value = claimed.Until });
        if (await renew.ExecuteScalarAsync() is not DateTime renewed)
        {
            return false;
        }
        claimed.Until = new DateTimeOffset(renewed, TimeSpan.Zero);
        return true;
    }
}
