namespace Stripe;

public class ChargeService : Service
{
    private const string Collection = "charges";

    public ChargeService()
    {
    }

    public ChargeService(IStripeClient client)
        : base(client)
    {
    }

    public Task<Charge> GetAsync(
        string id, ChargeGetOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Charge>(Path(Collection, id), options, requestOptions, cancellationToken);

    public Task<StripeList<Charge>> ListAsync(
        ChargeListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        GetAsync<StripeList<Charge>>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public IAsyncEnumerable<Charge> ListAutoPagingAsync(
        ChargeListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        PagesAsync<Charge, ChargeListOptions>("/v1/" + Collection, options, requestOptions, cancellationToken);
}
