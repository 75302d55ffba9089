using StripeSandbox.Books;

namespace StripeSandbox.Api;

/// <summary>One call of the API as it was sent. <see cref="Account"/> is known once the key was checked.</summary>
public sealed class ApiRequest
{
    private const string LongestKey = "Idempotency keys can be at most 255 characters long.";
    private static readonly string[] Kinds = ["sk_test_", "rk_test_", "pk_test_"];

    public required string Id { get; init; }
    public required string Method { get; init; }
    public required string Path { get; init; }
    public required string BaseUrl { get; init; }
    public required Form Form { get; init; }
    public required string? Key { get; init; }
    public required string? IdempotencyKey { get; init; }
    public required string Version { get; init; }
    public required string ObjectId { get; init; }
    public Account Account { get; private set; } = null!;

    /// <summary>How long a payment that is confirmed by this call shall stay in processing.</summary>
    public Slowness? Slowness { get; set; }

    public bool Publishable => Key?.StartsWith("pk_", StringComparison.Ordinal) == true;
    public string? SecretKey => Key is null ? null : "sk" + Key[Math.Min(2, Key.Length)..];

    public static async Task<ApiRequest> ReadAsync(HttpContext http)
    {
        var request = http.Request;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var fields = Form.Parse(request.QueryString.Value ?? "").Fields.Concat(Form.Parse(body).Fields);
        return new ApiRequest
        {
            Id = Account.NewId("req_"),
            Method = request.Method,
            Path = request.Path,
            BaseUrl = $"{request.Scheme}://{request.Host}",
            Form = new Form([.. fields]),
            Key = KeyOf(request),
            IdempotencyKey = request.Method == "POST" ? Header(request, "Idempotency-Key") : null,
            Version = Header(request, "Stripe-Version") ?? Account.ApiVersion,
            ObjectId = request.RouteValues["id"] as string ?? "",
        };
    }

    /// <summary>Finds the account, or refuses the key as Stripe does.</summary>
    public void Authorize(Accounts accounts, bool alsoPublishable)
    {
        if (Key is null)
            throw StripeError.Unauthorized("You did not provide an API key. You need to provide your API key in the Authorization header, "
                + "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        if (!Array.Exists(Kinds, kind => Key.StartsWith(kind, StringComparison.Ordinal)))
            throw StripeError.Unauthorized($"Invalid API Key provided: {Key[^Math.Min(4, Key.Length)..].PadLeft(Key.Length, '*')}");
        if (accounts.IsExpired(Key))
            throw StripeError.Unauthorized($"Expired API Key provided: {Key[^Math.Min(4, Key.Length)..].PadLeft(Key.Length, '*')}", "api_key_expired");
        if (Publishable && !alsoPublishable)
            throw StripeError.Unauthorized("This API call cannot be made with a publishable API key. Please use a secret API key.",
                "secret_key_required");
        if (IdempotencyKey?.Length > 255)
            throw StripeError.Invalid(LongestKey);
        Account = accounts.Of(SecretKey!);
    }

    private static string? KeyOf(HttpRequest request) =>
        Header(request, "Authorization") is { } value && value.StartsWith("Bearer ", StringComparison.Ordinal) ? value[7..].Trim() : null;

    private static string? Header(HttpRequest request, string name) =>
        request.Headers[name].FirstOrDefault() is { Length: > 0 } value ? value : null;
}
