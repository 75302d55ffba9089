using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Stripe;

/// <summary>
/// Webhooks: whether Stripe sent the text, and what it says. As in the published package a missing header or api_version is a
/// NullReferenceException and a signed but senseless time a FormatException or OverflowException: callers catch everything.
/// </summary>
public static class EventUtility
{
    public const int DefaultTimeTolerance = 300;

    private const string Scheme = "v1";

    /// <summary>Whether both are of the same release train, the part after the dot.</summary>
    public static bool IsCompatibleApiVersion(string sdkApiVersion, string eventApiVersion) =>
        Train(sdkApiVersion) is { } train && train == Train(eventApiVersion);

    public static bool IsCompatibleApiVersion(string eventApiVersion) =>
        IsCompatibleApiVersion(StripeConfiguration.ApiVersion, eventApiVersion);

    public static Event ParseEvent(string json, bool throwOnApiVersionMismatch = true)
    {
        var parsed = StripeJson.Read<Event>(json);
        if (throwOnApiVersionMismatch && !IsCompatibleApiVersion(parsed.ApiVersion))
            throw new StripeException(
                $"The event has API version {parsed.ApiVersion}, this library {StripeConfiguration.ApiVersion}: "
                + "register the webhook endpoint with a version of the same release train.");
        return parsed;
    }

    public static Event ConstructEvent(
        string json, string stripeSignatureHeader, string secret, long tolerance = DefaultTimeTolerance,
        bool throwOnApiVersionMismatch = true) =>
        ConstructEvent(json, stripeSignatureHeader, secret, tolerance, Now(), throwOnApiVersionMismatch);

    public static Event ConstructEvent(
        string json, string stripeSignatureHeader, string secret, long tolerance, long utcNow, bool throwOnApiVersionMismatch = true)
    {
        ValidateSignature(json, stripeSignatureHeader, secret, tolerance, utcNow);
        return ParseEvent(json, throwOnApiVersionMismatch);
    }

    public static void ValidateSignature(
        string json, string stripeSignatureHeader, string secret, long tolerance = DefaultTimeTolerance) =>
        ValidateSignature(json, stripeSignatureHeader, secret, tolerance, Now());

    public static void ValidateSignature(string json, string stripeSignatureHeader, string secret, long tolerance, long utcNow)
    {
        var items = Items(stripeSignatureHeader);
        var timestamp = items["t"].FirstOrDefault();
        if (!items[Scheme].Any()) throw new StripeException("The signature header holds no signature of the expected scheme.");

        var expected = Encoding.UTF8.GetBytes(ComputeSignature(secret, timestamp, json));
        if (!items[Scheme].Any(given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected)))
            throw new StripeException("The signature does not match: another secret, or the text is not the one that was sent.");

        if (Math.Abs(utcNow - Convert.ToInt32(timestamp, CultureInfo.InvariantCulture)) > tolerance)
            throw new StripeException("The signature's time is outside the tolerance.");
    }

    public static Event ConstructEventWithoutVerification(string json, bool throwOnApiVersionMismatch = false) =>
        ParseEvent(json, throwOnApiVersionMismatch);

    public static string ComputeSignature(string secret, string timestamp, string payload) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{payload}")));

    public static string GenerateSignatureHeader(string payload, string secret, long? timestamp = null)
    {
        var time = (timestamp ?? Now()).ToString(CultureInfo.InvariantCulture);
        return $"t={time},{Scheme}={ComputeSignature(secret, time, payload)}";
    }

    private static string Train(string apiVersion)
    {
        var dot = apiVersion.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : apiVersion[(dot + 1)..];
    }

    private static ILookup<string, string> Items(string header)
    {
        var items = header.Trim().Split(',').Select(item => item.Split('=', 2)).ToList();
        return items.TrueForAll(item => item.Length == 2)
            ? items.ToLookup(item => item[0].Trim(), item => item[1].Trim(), StringComparer.Ordinal)
            : throw new StripeException("The signature header is not of the form t=...,v1=...");
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}
