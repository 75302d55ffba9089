using System.Text.Json.Nodes;
using StripeSandbox.Books;
using StripeSandbox.Control;

namespace StripeSandbox.Api;

/// <summary>One endpoint: the parameters that it takes, and what it does under the account's gate.</summary>
public sealed record Endpoint(string[] Parameters, Func<ApiRequest, JsonObject> Execute, bool AlsoPublishable = false);

/// <summary>What every call goes through: key, idempotency, faults, the endpoint, headers, the log.</summary>
public sealed class ApiPipeline(Accounts accounts, Faults faults, RequestLog log)
{
    public async Task ServeAsync(HttpContext http, Endpoint endpoint)
    {
        var request = await ApiRequest.ReadAsync(http);
        var fault = faults.ForRequest(request);
        request.Slowness = fault?.Slowness;
        var entry = log.Begin(request);
        var answer = await AnswerAsync(request, endpoint, fault, http.RequestAborted);
        entry.End(answer);
        if (answer is null || fault is { Kind: FaultKind.ExecuteThenDisconnect })
            http.Abort();
        else
            await SendAsync(http, request, answer, fault);
    }

    /// <returns>Null where the connection shall break before anything was done.</returns>
    private async Task<Answer?> AnswerAsync(ApiRequest request, Endpoint endpoint, Fault? fault, CancellationToken aborted)
    {
        try
        {
            request.Authorize(accounts, endpoint.AlsoPublishable);
            if (Begin(request) is { } stored)
                return stored with { Replayed = true };
        }
        catch (StripeError error)
        {
            return Refusal(request, error);
        }
        if (fault is not null && await PreventAsync(request, fault, aborted) is { Prevented: true } instead)
            return instead.Answer;
        return Execute(request, endpoint, fault);
    }

    private static Answer? Begin(ApiRequest request)
    {
        if (request.IdempotencyKey is not { } key)
            return null;
        lock (request.Account.Gate)
            return request.Account.Idempotency.Begin(key, $"{request.Method} {request.Path} {request.Form.Canonical()}");
    }

    private async Task<(bool Prevented, Answer? Answer)> PreventAsync(ApiRequest request, Fault fault, CancellationToken aborted)
    {
        await faults.HoldAsync(fault, request.SecretKey, aborted);
        var answer = fault.Instead(request.Id);
        if (!fault.NeverExecuted && answer is null)
            return (false, null);
        Keep(request, answer, remembered: fault.Stored);
        return (true, answer);
    }

    private static Answer Execute(ApiRequest request, Endpoint endpoint, Fault? fault)
    {
        lock (request.Account.Gate)
        {
            request.Account.Cause = (request.Id, request.IdempotencyKey);
            try
            {
                request.Form.Allow([.. endpoint.Parameters, "expand[]"]);
                var json = request.Account.Disguises.On(endpoint.Execute(request));
                Expansion.Apply(json, request.Form.List("expand"), request.Account.FindJson);
                var answer = new Answer(200, json.ToJsonString(), request.Id);
                return Keep(request, fault?.InsteadOf(answer) ?? answer, remembered: true)!;
            }
            catch (StripeError error)
            {
                return Keep(request, Refusal(request, error), error.Remembered)!;
            }
            finally
            {
                request.Account.Cause = default;
            }
        }
    }

    private static Answer? Keep(ApiRequest request, Answer? answer, bool remembered)
    {
        if (request.IdempotencyKey is { } key)
            lock (request.Account.Gate)
                if (remembered && answer is not null)
                    request.Account.Idempotency.Finish(key, answer);
                else
                    request.Account.Idempotency.Drop(key);
        return answer;
    }

    private static Answer Refusal(ApiRequest request, StripeError error) =>
        new(error.Status, error.ToJson(request.Id).ToJsonString(), request.Id);

    private static async Task SendAsync(HttpContext http, ApiRequest request, Answer answer, Fault? fault)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = answer.Status;
        headers["Request-Id"] = request.Id;
        headers["Stripe-Version"] = request.Version;
        headers.CacheControl = "no-cache, no-store";
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Request-Id";
        if (request.IdempotencyKey is { } key)
            headers["Idempotency-Key"] = key;
        if (answer.Replayed)
        {
            headers["Original-Request"] = answer.RequestId;
            headers["Idempotent-Replayed"] = "true";
        }
        if (fault?.ShouldRetry is { } shouldRetry)
            headers["Stripe-Should-Retry"] = shouldRetry ? "true" : "false";
        http.Response.ContentType = answer.Body.StartsWith('{') ? "application/json" : "text/html";
        if (fault is { Kind: FaultKind.ExecuteThenTruncate })
        {
            http.Response.ContentLength = answer.Body.Length + 100;
            await http.Response.WriteAsync(answer.Body[..(answer.Body.Length / 2)]);
            await http.Response.Body.FlushAsync();
            http.Abort();
            return;
        }
        await http.Response.WriteAsync(answer.Body);
    }
}
