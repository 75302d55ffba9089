using Microsoft.Extensions.Options;
using Stripe;

namespace RachelFoods.Web.Modules.Payments;

/// <summary>
/// The ways to Stripe. A client is a key and a way and costs nothing, so a changed key is in use from the next call on; the
/// connections below are shared and kept.
/// </summary>
internal sealed class StripeConnections(IHttpClientFactory factory, IOptions<StripeOptions> options, IHttpContextAccessor request)
{
    /// <summary>Somebody waits for a page: one more try and then the truth that it did not work.</summary>
    internal const string Answering = "stripe, answering";

    /// <summary>Nobody waits: more tries, with more time for each.</summary>
    internal const string Background = "stripe, in the background";

    private readonly SystemNetHttpClient _answering = new(factory.CreateClient(Answering), maxNetworkRetries: 1, enableTelemetry: false);
    private readonly SystemNetHttpClient _background = new(factory.CreateClient(Background), maxNetworkRetries: 2, enableTelemetry: false);

    public StripeClient For(string secretKey) => new(new StripeClientOptions
    {
        ApiKey = secretKey,
        ApiBase = options.Value.ApiBase,
        HttpClient = request.HttpContext is null ? _background : _answering,
    });
}
