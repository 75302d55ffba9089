using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RachelFoods.E2E.Stage;

/// <summary>Tells a web process of an event, as Stripe would.</summary>
internal static class Webhook
{
    private static readonly HttpClient Http = new();

    /// <param name="process">Where the process is reached.</param>
    /// <param name="age">How long ago it was signed.</param>
    public static async Task<HttpStatusCode> SendAsync(Uri process, JsonNode told, string secret, TimeSpan age = default)
    {
        var body = told.ToJsonString();
        var at = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds();
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{at}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new UriBuilder(process) { Host = "localhost", Path = "/webhooks/stripe" }.Uri)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Stripe-Signature", $"t={at},v1={Convert.ToHexStringLower(hash)}");
        using var answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }
}
