namespace Stripe;

public class EventService : Service
{
    private const string Collection = "events";

    public EventService()
    {
    }

    public EventService(IStripeClient client)
        : base(client)
    {
    }

    public Task<Event> GetAsync(
        string id, EventGetOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Event>(Path(Collection, id), options, requestOptions, cancellationToken);

    public Task<StripeList<Event>> ListAsync(
        EventListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        GetAsync<StripeList<Event>>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public IAsyncEnumerable<Event> ListAutoPagingAsync(
        EventListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        PagesAsync<Event, EventListOptions>("/v1/" + Collection, options, requestOptions, cancellationToken);
}
