namespace Stripe;

public class DisputeService : Service
{
    private const string Collection = "disputes";

    public DisputeService()
    {
    }

    public DisputeService(IStripeClient client)
        : base(client)
    {
    }

    public Task<Dispute> CloseAsync(
        string id, DisputeCloseOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<Dispute>(Path(Collection, id, "close"), options, requestOptions, cancellationToken);

    public Task<Dispute> GetAsync(
        string id, DisputeGetOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Dispute>(Path(Collection, id), options, requestOptions, cancellationToken);

    public Task<StripeList<Dispute>> ListAsync(
        DisputeListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        GetAsync<StripeList<Dispute>>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public IAsyncEnumerable<Dispute> ListAutoPagingAsync(
        DisputeListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        PagesAsync<Dispute, DisputeListOptions>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public Task<Dispute> UpdateAsync(
        string id, DisputeUpdateOptions options, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<Dispute>(Path(Collection, id), options, requestOptions, cancellationToken);
}
