using System.Security.Cryptography;
using System.Text;

namespace StripeSandbox.Webhooks;

/// <summary>The <c>Stripe-Signature</c> header: HMAC-SHA256 over the time, a dot and the body.</summary>
public static class Signature
{
    public static string Header(string payload, long timestamp, params IEnumerable<string> secrets) =>
        $"t={timestamp}" + string.Concat(secrets.Select(secret => ",v1=" + Sign(secret, $"{timestamp}.{payload}")));

    private static string Sign(string secret, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
