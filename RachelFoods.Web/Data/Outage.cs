namespace RachelFoods.Web.Data;

/// <summary>Tells once when the database goes away under the outbox, whoever finds out first, and once when it is back.</summary>
internal sealed class Outage(TimeProvider clock, ILogger<Outage> log)
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _since;

    public void Begin(Exception why)
    {
        lock (_gate)
        {
            if (_since is not null)
            {
                return;
            }
            _since = clock.GetUtcNow();
        }
        log.LogError(why, "The outbox cannot be worked on; it is tried again until it can.");
    }

    public void End()
    {
        DateTimeOffset? since;
        lock (_gate)
        {
            (since, _since) = (_since, null);
        }
        if (since is { } began)
        {
            log.LogWarning("The outbox is worked on again, after {Seconds} s.", (long)(clock.GetUtcNow() - began).TotalSeconds);
        }
    }
}
