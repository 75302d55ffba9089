namespace Stripe;

public class RefundService : Service
{
    private const string Collection = "refunds";

    public RefundService()
    {
    }

    public RefundService(IStripeClient client)
        : base(client)
    {
    }

    public Task<Refund> CancelAsync(
        string id, RefundCancelOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<Refund>(Path(Collection, id, "cancel"), options, requestOptions, cancellationToken);

    public Task<Refund> CreateAsync(
        RefundCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        PostAsync<Refund>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public Task<Refund> GetAsync(
        string id, RefundGetOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Refund>(Path(Collection, id), options, requestOptions, cancellationToken);

    public Task<StripeList<Refund>> ListAsync(
        RefundListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        GetAsync<StripeList<Refund>>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public IAsyncEnumerable<Refund> ListAutoPagingAsync(
        RefundListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        PagesAsync<Refund, RefundListOptions>("/v1/" + Collection, options, requestOptions, cancellationToken);
}
