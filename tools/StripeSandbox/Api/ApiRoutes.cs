using System.Text.Json.Nodes;

namespace StripeSandbox.Api;

/// <summary>The routes under <c>/v1</c>; each one goes through the pipeline.</summary>
public sealed class ApiRoutes(WebApplication app)
{
    private readonly ApiPipeline pipeline = app.Services.GetRequiredService<ApiPipeline>();

    public SandboxSettings Settings { get; } = app.Services.GetRequiredService<SandboxSettings>();

    public void Get(string path, string[] parameters, Func<ApiRequest, JsonObject> execute, bool alsoPublishable = false) =>
        app.MapGet("/v1" + path, Serve(parameters, execute, alsoPublishable));

    public void Post(string path, string[] parameters, Func<ApiRequest, JsonObject> execute, bool alsoPublishable = false) =>
        app.MapPost("/v1" + path, Serve(parameters, execute, alsoPublishable));

    public void Delete(string path, string[] parameters, Func<ApiRequest, JsonObject> execute) =>
        app.MapDelete("/v1" + path, Serve(parameters, execute, alsoPublishable: false));

    /// <summary>Stripe.js asks from the shop's origin, so the browser asks first whether it may.</summary>
    public void AllowOtherOrigins() => app.MapMethods("/v1/{**path}", ["OPTIONS"], (HttpResponse response) =>
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowHeaders = "authorization, content-type, idempotency-key, stripe-version";
        response.Headers.AccessControlAllowMethods = "GET, POST";
        response.Headers.AccessControlMaxAge = "600";
        return Results.NoContent();
    });

    public void RefuseTheRest() => app.Map("/v1/{**path}", Serve([], request =>
        throw new StripeError(404, "invalid_request_error", null,
            $"Unrecognized request URL ({request.Method}: {request.Path}).", remembered: false), alsoPublishable: true));

    private RequestDelegate Serve(string[] parameters, Func<ApiRequest, JsonObject> execute, bool alsoPublishable)
    {
        var endpoint = new Endpoint(parameters, execute, alsoPublishable);
        return http => pipeline.ServeAsync(http, endpoint);
    }
}
