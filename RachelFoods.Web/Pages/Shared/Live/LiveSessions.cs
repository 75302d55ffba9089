using Microsoft.Extensions.Options;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Shared.Live;

/// <summary>Ends the streams of sessions that have ended; one statement for each store that has any.</summary>
internal sealed class LiveSessions(
    LiveStreams streams,
    IServiceScopeFactory scopes,
    IStoreDirectory directory,
    StoreContext stores,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    ILogger<LiveSessions> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CheckSessions, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var ofStore in streams.Open.Where(stream => stream.Reader.LoggedIn is not null).GroupBy(stream => stream.Reader.StoreId))
            {
                await CheckAsync(ofStore.Key, [.. ofStore], stoppingToken);
            }
        }
    }

    private async Task CheckAsync(Guid storeId, IReadOnlyList<LiveStream> open, CancellationToken ct)
    {
        try
        {
            var store = await directory.FindAsync(storeId, ct) ?? throw new InvalidOperationException($"There is no store {storeId}.");
            using var entered = stores.Enter(store);
            await using var scope = scopes.CreateAsyncScope();
            var dead = await scope.ServiceProvider.GetRequiredService<SessionService>().EndedAsync([.. open.Select(s => s.Reader.LoggedIn!)], ct);
            foreach (var stream in open.Where(stream => dead.Contains(stream.Reader.LoggedIn!)))
            {
                stream.End();
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(e, "The sessions of open streams could not be looked at; it is tried again.");
        }
    }
}
