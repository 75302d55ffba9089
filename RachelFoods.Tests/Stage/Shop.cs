using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Stage;

/// <summary>What a test class asks for (<c>IClassFixture&lt;Shop&gt;</c>): the run's one stage, seen from the first store.</summary>
public sealed class Shop : IAsyncLifetime
{
    public TestStage Stage { get; private set; } = null!;

    public static Shop On(TestStage stage) => new() { Stage = stage };

    public async Task InitializeAsync() => Stage = await TestStage.GetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>A scope of services that works for one store, as a background act does.</summary>
    public async Task<T> In<T>(Guid storeId, Func<IServiceProvider, Task<T>> act)
    {
        var store = await Stage.Services.GetRequiredService<IStoreDirectory>().FindAsync(storeId, CancellationToken.None)
            ?? throw new ArgumentException("No such store.", nameof(storeId));
        using var entered = Stage.Services.GetRequiredService<StoreContext>().Enter(store);
        await using var scope = Stage.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public Task<T> Run<T>(Func<IServiceProvider, Task<T>> act) => In(StoreSeed.RachelFoods, act);

    public Task Run(Func<IServiceProvider, Task> act) => Run(async services =>
    {
        await act(services);
        return true;
    });

    /// <summary>A browser of its own: keeps cookies, follows no redirects, sends what a browser sends with a same-origin request.</summary>
    /// <param name="at">Another instance than the stage's own.</param>
    public HttpClient Browser(string host = "localhost", Uri? at = null)
    {
        var address = at ?? Stage.Address;
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true })
        {
            BaseAddress = new UriBuilder(address) { Host = "127.0.0.1" }.Uri,
        };
        client.DefaultRequestHeaders.Host = $"{host}:{address.Port}";
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }
}
