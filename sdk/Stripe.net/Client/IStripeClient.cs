namespace Stripe;

public interface IStripeClient
{
    string ApiBase { get; }
    string ApiKey { get; }
    string ClientId { get; }
    string ConnectBase { get; }
    string FilesBase { get; }
    string MeterEventsBase { get; }

    /// <exception cref="StripeException">Stripe refused, or its answer could not be read (StripeError is null then).</exception>
    /// <exception cref="TaskCanceledException">No answer within the time limit of each try: the outcome is unknown.</exception>
    /// <exception cref="HttpRequestException">No connection: the outcome is unknown.</exception>
    Task<T> RequestAsync<T>(
        HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default)
        where T : StripeEntity;

    Task<Stream> RequestStreamingAsync(
        HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default);
}
