namespace RachelFoods.E2E.Faults.Stage;

/// <summary>
/// Waits at one or more proxies for an exchange. When it has been answered, something is done before the one who asked hears of it.
/// Springs once.
/// </summary>
internal sealed class Trap(Func<Exchange, bool> fits, Func<ProxiedConnection, Task> act)
{
    private readonly TaskCompletionSource<ProxiedConnection> _sprung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    /// <summary>Ends when it has sprung and what is to be done has been done; tells where.</summary>
    public Task<ProxiedConnection> Sprung => _sprung.Task;

    public async Task TryAsync(Exchange exchange, ProxiedConnection connection)
    {
        if (!fits(exchange) || Interlocked.Exchange(ref _taken, 1) == 1)
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
