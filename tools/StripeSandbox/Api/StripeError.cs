using System.Text.Json.Nodes;

namespace StripeSandbox.Api;

/// <summary>A refusal in Stripe's shape. <see cref="Remembered"/> says whether an idempotency key keeps it.</summary>
public sealed class StripeError(int status, string type, string? code, string message, string? param = null, bool remembered = true)
    : Exception(message)
{
    public int Status { get; } = status;
    public string? Code { get; } = code;
    public bool Remembered { get; } = remembered;
    public JsonObject More { get; } = [];

    public static StripeError Invalid(string message, string? param = null, string? code = null) =>
        new(400, "invalid_request_error", code, message, param, remembered: false);

    public static StripeError Missing(string param) => Invalid($"Missing required param: {param}.", param, "parameter_missing");

    public static StripeError NotFound(string what, string id, string param = "id") =>
        new(404, "invalid_request_error", "resource_missing", $"No such {what}: '{id}'", param);

    public static StripeError State(string message, JsonObject intent)
    {
        var error = new StripeError(400, "invalid_request_error", "payment_intent_unexpected_state", message);
        error.More["payment_intent"] = intent;
        return error;
    }

    public static StripeError Refused(string message, string? code = null) => new(400, "invalid_request_error", code, message);

    public static StripeError Unauthorized(string message, string? code = null) =>
        new(401, "invalid_request_error", code, message, remembered: false);

    public JsonObject ToJson(string requestId)
    {
        var error = new JsonObject();
        if (Code is not null)
        {
            error["code"] = Code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{Code.Replace('_', '-')}";
        }
        error["message"] = Message;
        if (param is not null)
            error["param"] = param;
        error["request_log_url"] = $"https://dashboard.stripe.com/test/logs/{requestId}";
        error["type"] = type;
        foreach (var (name, value) in More)
            error[name] = value?.DeepClone();
        return new JsonObject { ["error"] = error };
    }
}
