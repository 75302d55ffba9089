using Microsoft.AspNetCore.Http;

namespace RachelFoods.Tests.Sdk;

internal static class Answer
{
    public const string Intent = """{"id":"pi_1","object":"payment_intent","amount":1099,"currency":"usd","status":"succeeded"}""";

    public static RequestDelegate Json(string body, int status = 200, string? shouldRetry = null) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["Request-Id"] = "req_1";
        if (shouldRetry is not null) context.Response.Headers["Stripe-Should-Retry"] = shouldRetry;
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    public static RequestDelegate Error(int status, string? shouldRetry = null) =>
        Json("""{"error":{"type":"api_error","message":"Try later."}}""", status, shouldRetry);

    public static RequestDelegate Refusal(int status, string type, string? code) =>
        Json($$$"""{"error":{"type":"{{{type}}}","code":"{{{code}}}","message":"Stripe says {{{code}}}."}}""", status);

    /// <summary>The stored answer to an idempotency key that was used before.</summary>
    public static RequestDelegate Replayed(string body) => context =>
    {
        context.Response.Headers["Idempotent-Replayed"] = "true";
        context.Response.Headers["Original-Request"] = "req_0";
        return Json(body)(context);
    };

    public static RequestDelegate Never => context => Task.Delay(Timeout.Infinite, context.RequestAborted);

    /// <summary>Headers and the beginning of the body, then nothing, while the connection stays open.</summary>
    public static RequestDelegate HalfThenNever => async context =>
    {
        await BeginAsync(context);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    };

    /// <summary>Neither length nor chunks: the end of the connection is taken for the end of the body.</summary>
    public static RequestDelegate HalfWithoutLength => async context =>
    {
        context.Response.Headers.TransferEncoding = "identity";
        await BeginAsync(context);
    };

    /// <summary>Less than was promised: Kestrel then closes the connection.</summary>
    public static RequestDelegate HalfThenBroken => async context =>
    {
        context.Response.ContentLength = Intent.Length;
        await BeginAsync(context);
    };

    public static RequestDelegate Broken => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    private static async Task BeginAsync(HttpContext context)
    {
        await context.Response.WriteAsync(Intent[..20], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
