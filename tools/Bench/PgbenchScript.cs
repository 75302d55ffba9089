using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bench;

/// <summary>
/// Makes a script for pgbench from two recorded checkouts. What is the same in both stays as it is; what differs is made anew for each
/// order from its number, the same value always in the same way. What is sold stays what was sold.
/// </summary>
internal sealed partial class PgbenchScript(Variants variants, IReadOnlyCollection<Guid> products, Checkout one, Checkout other)
{
    private readonly Dictionary<Guid, string> _ids = [];
    private readonly Dictionary<long, string> _turns = [];
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Before, string After), int> _alike = [];

    /// <summary>The id of an order's cart.</summary>
    public static string Cart(string number) => Uuid($"{number}::bigint + 1000000000000");

    public string Write()
    {
        NameCart();
        var script = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            \set i :i + 1
            \set n :client_id * :span + :i
            \set v random(1, {variants.Count})
            \set w 1 + (:v - 1 + {variants.Distance}) % {variants.Count}

            """));
        foreach (var (statement, theOther) in one.Statements.Zip(other.Statements))
        {
            var values = statement.Values.Zip(theOther.Values, Expression).ToList();
            var sql = Placeholder().Replace(statement.Sql, m => values[int.Parse(m.Groups["number"].Value, provider: null) - 1]);
            script.Append(sql.ReplaceLineEndings(" ").TrimEnd(';')).Append(";\n");
        }
        return script.ToString();
    }

    private void NameCart()
    {
        var reads = one.Statements.First(s => s.Sql.Contains("FROM carts", StringComparison.Ordinal));
        _ids[Guid.Parse(reads.Values.Single(v => Guid.TryParse(v, out _) && !Constants().Contains(v))!)] = Cart(":n");
    }

    private HashSet<string?> Constants() => other.Statements.SelectMany(s => s.Values).ToHashSet(StringComparer.Ordinal);

    // All that looks like JSON is JSON.
    private string Expression(string? value, string? otherValue) =>
        value is ['{' or '[', '"' or '{', ..] ? $"({Made(value, otherValue)})::jsonb" : Made(value, otherValue);

    private string Made(string? value, string? otherValue) => value switch
    {
        null => "null",
        ['{', .. var elements, '}'] when elements.Split(',') is var all && Array.TrueForAll(all, e => long.TryParse(e, CultureInfo.InvariantCulture, out _)) =>
            $"array[{string.Join(", ", all.Select(Turn))}]::bigint[]",
        ['{', .. var elements, '}'] when elements.Split(',') is var all && Array.TrueForAll(all, e => Guid.TryParse(e, out _)) =>
            $"array[{string.Join(", ", all.Select(e => Id(Guid.Parse(e))))}]::uuid[]",
        _ when value == otherValue => Literal(value),
        _ when Guid.TryParse(value, out var id) => Id(id),
        { Length: 64 } when value.All(char.IsAsciiHexDigitLower) => "md5((:n)::text) || md5((:n + 1)::text)",
        _ when Identifier().IsMatch(value) => string.Join(" || ", Identifier().Split(value).Select(Literal)
            .Zip([.. Identifier().Matches(value).Select(m => $"({Id(Guid.Parse(m.Value))})::text"), "''"], (text, id) => $"{text} || {id}")),
        _ when IsText(value) && LastNumber().Match(value) is { Success: true } number => Text(value, value[..number.Index], value[(number.Index + number.Length)..]),
        _ => Literal(value),
    };

    // Two that differ by their number alone, such as SKUs, stay two.
    private string Text(string value, string before, string after)
    {
        if (!_texts.TryGetValue(value, out var made))
        {
            var alike = _alike[(before, after)] = _alike.GetValueOrDefault((before, after)) + 1;
            made = _texts[value] = $"{Literal(before)} || (:n + {alike - 1} * 1000000000000)::text || {Literal(after)}";
        }
        return made;
    }

    private string Id(Guid id)
    {
        if (!_ids.TryGetValue(id, out var made))
        {
            made = _ids[id] = Variants.Number(id) is { } number && number <= variants.Count
                ? Uuid(_ids.Values.Any(m => m.Contains(":v", StringComparison.Ordinal)) ? ":w::bigint" : ":v::bigint")
                : products.Contains(id) || Constants().Contains(id.ToString()) ? $"'{id}'::uuid"
                : Uuid($":n::bigint * 64 + {2000000000000 + _ids.Count}");
        }
        return made;
    }

    private static string Uuid(string number) => $"lpad(to_hex({number}), 32, '0')::uuid";

    private string Turn(string turn)
    {
        var key = long.Parse(turn, CultureInfo.InvariantCulture);
        return _turns.TryGetValue(key, out var made) ? made : _turns[key] = $":n::bigint * 64 + {_turns.Count}";
    }

    // A colon before a letter would be taken for a variable of pgbench.
    private static string Literal(string value) =>
        $"'{Colon().Replace(value.Replace("'", "''", StringComparison.Ordinal), "' || chr(58) || '")}'";

    private static bool IsText(string value) =>
        !double.TryParse(value, CultureInfo.InvariantCulture, out _) && !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"\$(?<number>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\d+(?=\D*$)", RegexOptions.None, 1000)]
    private static partial Regex LastNumber();

    [GeneratedRegex(":(?=[A-Za-z_])", RegexOptions.None, 1000)]
    private static partial Regex Colon();
}
