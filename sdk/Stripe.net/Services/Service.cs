using System.Runtime.CompilerServices;

namespace Stripe;

public abstract class Service
{
    private readonly IStripeClient given;

    private protected Service()
    {
    }

    private protected Service(IStripeClient client) => given = client;

    private IStripeClient Client => given ?? StripeConfiguration.StripeClient;

    // An empty id would turn the path of one object into that of the list.
    private protected static string Path(string collection, string id, string act = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return $"/v1/{collection}/{Uri.EscapeDataString(id)}{(act is null ? "" : "/" + act)}";
    }

    private protected Task<T> GetAsync<T>(string path, BaseOptions options, RequestOptions requestOptions, CancellationToken ct)
        where T : StripeEntity => Client.RequestAsync<T>(HttpMethod.Get, path, options, requestOptions, ct);

    private protected Task<T> PostAsync<T>(string path, BaseOptions options, RequestOptions requestOptions, CancellationToken ct)
        where T : StripeEntity => Client.RequestAsync<T>(HttpMethod.Post, path, options, requestOptions, ct);

    // Forward from starting_after, or backward from ending_before; a page always comes newest first.
    private protected async IAsyncEnumerable<T> PagesAsync<T, TOptions>(
        string path, TOptions options, RequestOptions requestOptions, [EnumeratorCancellation] CancellationToken ct)
        where T : StripeEntity, IHasId
        where TOptions : ListOptions, new()
    {
        var page = options?.Copy<TOptions>() ?? new TOptions();
        var backward = page.EndingBefore is not null;
        while (true)
        {
            var list = await GetAsync<StripeList<T>>(path, page, requestOptions, ct);
            if (backward) list.Reverse();
            foreach (var item in list) yield return item;

            if (!list.HasMore || list.Data.Count == 0) yield break;
            if (backward) page.EndingBefore = list.Data[^1].Id;
            else page.StartingAfter = list.Data[^1].Id;
        }
    }
}
