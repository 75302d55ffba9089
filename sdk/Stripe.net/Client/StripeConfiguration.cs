using System.Text.Json;

namespace Stripe;

/// <summary>The process-wide defaults, for services that are made without a client.</summary>
public static class StripeConfiguration
{
    private static readonly Lock Gate = new();
    private static string apiKey;
    private static string clientId;
    private static int maxNetworkRetries = SystemNetHttpClient.DefaultMaxNumberRetries;
    private static bool enableTelemetry = true;
    private static AppInfo appInfo;
    private static IStripeClient client;

    public static string ApiVersion => "2026-07-29.dahlia";

    public static string MajorApiVersion => "dahlia";

    public static string StripeNetVersion => "52.2.0";

    public static string ApiKey { get => apiKey; set => Change(() => apiKey = value); }

    public static string ClientId { get => clientId; set => Change(() => clientId = value); }

    public static int MaxNetworkRetries { get => maxNetworkRetries; set => Change(() => maxNetworkRetries = value); }

    public static bool EnableTelemetry { get => enableTelemetry; set => Change(() => enableTelemetry = value); }

    public static AppInfo AppInfo { set => Change(() => appInfo = value); }

    public static IStripeClient StripeClient
    {
        get
        {
            lock (Gate)
                return client ??= new StripeClient(
                    apiKey, clientId, new SystemNetHttpClient(null, maxNetworkRetries, appInfo, enableTelemetry));
        }
        set
        {
            lock (Gate) client = value;
        }
    }

    public static JsonSerializerOptions DefaultStjSerializerOptions() => StripeJson.NewOptions();

    // The client is made from these on first use, so a change makes a new one.
    private static void Change(Action set)
    {
        lock (Gate)
        {
            set();
            client = null;
        }
    }
}
