namespace RachelFoods.E2E.Faults.Stage;

internal enum Moment
{
    /// <summary>It was asked, and has not reached the one who is to answer.</summary>
    Asked,

    /// <summary>It was done and answered, and the one who asked has not heard of it.</summary>
    Answered,
}

/// <summary>Waits at one or more proxies for an exchange, and then does something before it goes on. Springs once.</summary>
internal sealed class Trap(Moment moment, Func<Exchange, bool> fits, Func<ProxiedConnection, Task> act)
{
    private readonly TaskCompletionSource<ProxiedConnection> _sprung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    /// <summary>Ends when it has sprung and what is to be done has been done; tells where.</summary>
    public Task<ProxiedConnection> Sprung => _sprung.Task;

    public async Task TryAsync(Moment now, Exchange exchange, ProxiedConnection connection)
    {
        if (now != moment || !fits(exchange) || Interlocked.Exchange(ref _taken, 1) == 1)
        {
            return;
        }
        try
        {
            await act(connection);
            _sprung.SetResult(connection);
        }
        catch (Exception e)
        {
            _sprung.SetException(e);
        }
    }
}
