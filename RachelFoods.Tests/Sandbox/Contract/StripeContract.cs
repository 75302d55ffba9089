using System.Text.Json.Nodes;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Sandbox.Contract;

/// <summary>Stripe's API as data. It says whether a request is one that Stripe takes, and an answer one that Stripe gives.</summary>
public sealed class StripeContract
{
    public const string Absent =
        "Stripe's description is not there: put openapi.min.json into ../shared/stripe or name its folder in STRIPE_OPENAPI_DIR.";

    private static readonly Lazy<StripeContract?> Loaded = new(Load);
    private readonly JsonObject paths;
    private readonly JsonObject schemas;
    private readonly Schema schema;

    private StripeContract(JsonObject description)
    {
        paths = description["paths"]!.AsObject();
        schemas = description["components"]!["schemas"]!.AsObject();
        schema = new Schema(schemas);
    }

    /// <summary>Null where the description is absent; then nothing can be checked.</summary>
    public static StripeContract? Current => Loaded.Value;

    /// <summary>Fails the test on the first fault. A request that was refused for its parameters is not held against the schema.</summary>
    public void Check(string method, string path, IEnumerable<KeyValuePair<string, string>> form, int status, JsonNode answer)
    {
        var code = answer.At("error.code")?.GetValue<string>() ?? "";
        if (status != 404 && status != 401 && !code.StartsWith("parameter_", StringComparison.Ordinal) && answer.At("error.param") is null)
            Assert.Empty(FaultsOfRequest(method, path, form));
        Assert.Empty(FaultsOfAnswer(method, path, status, answer));
    }

    public IReadOnlyList<string> FaultsOfRequest(string method, string path, IEnumerable<KeyValuePair<string, string>> form)
    {
        if (Operation(method, path) is not { } operation)
            return [$"{method} {path}: Stripe has no such endpoint"];
        var asked = operation["requestBody"] is { } body
            ? body["content"]!["application/x-www-form-urlencoded"]!["schema"]!.AsObject()
            : QueryOf(operation);
        // Stripe.js shows its client secret where a server shows its secret key.
        var sent = form.Where(f => f.Key != "client_secret");
        return schema.Faults(FormTree.Of(sent), asked, $"{method} {path}", typed: false);
    }

    public IReadOnlyList<string> FaultsOfAnswer(string method, string path, int status, JsonNode answer)
    {
        if (status >= 400)
            return schema.Faults(answer, schemas["error"]!.AsObject(), $"{status} of {method} {path}", typed: true);
        if (Operation(method, path) is not { } operation)
            return [$"{method} {path}: Stripe has no such endpoint"];
        var given = operation["responses"]![$"{status}"]?["content"]!["application/json"]!["schema"]!.AsObject();
        return given is null ? [$"{method} {path}: Stripe never answers {status}"]
            : [.. schema.Faults(answer, given, $"{method} {path}", typed: true), .. FaultsOfEvents(answer)];
    }

    /// <summary>What an event carries is described by its own name only.</summary>
    public IReadOnlyList<string> FaultsOfEvent(JsonNode happened)
    {
        var carried = happened.At("data.object")!;
        var name = carried["object"]!.GetValue<string>();
        // Warnings of fraud are events of Stripe's, but not among the described resources.
        var described = schemas[name] is { } own ? schema.Faults(carried, own.AsObject(), happened["type"]!.GetValue<string>(), typed: true)
            : name == "radar.early_fraud_warning" ? [] : [$"event: Stripe has no {name}"];
        return [.. schema.Faults(happened, schemas["event"]!.AsObject(), "event", typed: true), .. described];
    }

    private IEnumerable<string> FaultsOfEvents(JsonNode answer) => answer["object"]?.GetValue<string>() switch
    {
        "event" => FaultsOfEvent(answer),
        "list" => answer["data"]!.AsArray().Where(i => i!["object"]!.GetValue<string>() == "event").SelectMany(e => FaultsOfEvent(e!)),
        _ => [],
    };

    private JsonObject? Operation(string method, string path)
    {
        var asked = path.Split('/');
        return paths
            .Where(p => Fits(p.Key.Split('/'), asked))
            .OrderBy(p => p.Key.Count(c => c == '{'))
            .Select(p => p.Value![method.ToLowerInvariant()] as JsonObject)
            .FirstOrDefault(o => o is not null);
    }

    private static bool Fits(string[] template, string[] asked) => template.Length == asked.Length
        && template.Zip(asked).All(p => p.First.StartsWith('{') || p.First == p.Second);

    private static JsonObject QueryOf(JsonObject operation)
    {
        var query = (operation["parameters"] as JsonArray ?? []).Where(p => p!["in"]!.GetValue<string>() == "query").ToList();
        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(query.Select(p =>
                KeyValuePair.Create<string, JsonNode?>(p!["name"]!.GetValue<string>(), p["schema"]!.DeepClone()))),
        };
    }

    private static StripeContract? Load()
    {
        var folder = Environment.GetEnvironmentVariable("STRIPE_OPENAPI_DIR") is { Length: > 0 } named ? named
            : Path.Combine(ServerProcess.Root, "..", "shared", "stripe");
        var file = Path.Combine(folder, "openapi.min.json");
        return File.Exists(file) ? new StripeContract(JsonNode.Parse(File.ReadAllText(file))!.AsObject()) : null;
    }
}

/// <summary>A test that needs Stripe's description, and says so where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StripeContractFactAttribute : FactAttribute
{
    public StripeContractFactAttribute()
    {
        if (StripeContract.Current is null)
            Skip = StripeContract.Absent;
    }
}
