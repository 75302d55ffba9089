namespace Stripe.Checkout;

public class SessionService : Service
{
    private const string Collection = "checkout/sessions";

    public SessionService()
    {
    }

    public SessionService(IStripeClient client)
        : base(client)
    {
    }

    public Task<Session> CreateAsync(
        SessionCreateOptions options, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        PostAsync<Session>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public Task<Session> GetAsync(
        string id, SessionGetOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Session>(Path(Collection, id), options, requestOptions, cancellationToken);

    public Task<StripeList<Session>> ListAsync(
        SessionListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        GetAsync<StripeList<Session>>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public Task<Session> ExpireAsync(
        string id, SessionExpireOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<Session>(Path(Collection, id, "expire"), options, requestOptions, cancellationToken);
}
