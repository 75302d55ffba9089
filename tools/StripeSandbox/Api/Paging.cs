using System.Globalization;
using System.Text.Json.Nodes;
using StripeSandbox.Books;

namespace StripeSandbox.Api;

/// <summary>Stripe's lists: newest first, with cursors and a range of creation times.</summary>
public static class Paging
{
    public static readonly string[] Parameters = ["limit", "starting_after", "ending_before", "created", "created[*]"];

    public static JsonObject Page<T>(IEnumerable<T> newestFirst, ApiRequest request) where T : IStripeObject
    {
        var form = request.Form;
        var limit = form.Whole("limit") ?? 10;
        if (limit is < 1 or > 100)
            throw StripeError.Invalid("This value must be between 1 and 100.", "limit", "parameter_invalid_integer");
        var rows = newestFirst.Where(row => InRange(row.Created, form)).ToList();
        var backwards = form.Text("ending_before") is not null;
        if (form.Text("starting_after") is { } after)
            rows = rows[(IndexOf(rows, after, "starting_after") + 1)..];
        else if (form.Text("ending_before") is { } before)
            rows = rows[..IndexOf(rows, before, "ending_before")];
        var page = backwards ? rows.TakeLast((int)limit) : rows.Take((int)limit);
        return new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Select(row => row.ToJson())]),
            ["has_more"] = rows.Count > limit,
            ["url"] = request.Path,
        };
    }

    private static int IndexOf<T>(List<T> rows, string id, string param) where T : IStripeObject =>
        rows.FindIndex(row => row.Id == id) is var index and >= 0 ? index : throw StripeError.NotFound("object", id, param);

    private static bool InRange(long created, Form form) =>
        (form.Whole("created") is not { } exact || created == exact)
        && form.Map("created").All(bound => long.TryParse(bound.Value, CultureInfo.InvariantCulture, out var limit) && bound.Key switch
        {
            "gt" => created > limit,
            "gte" => created >= limit,
            "lt" => created < limit,
            "lte" => created <= limit,
            _ => throw StripeError.Invalid($"Received unknown parameter: created[{bound.Key}]", "created", "parameter_unknown"),
        });
}
