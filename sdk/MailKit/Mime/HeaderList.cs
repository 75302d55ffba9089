namespace MimeKit;

public class HeaderList
{
    // These follow from the message's other properties.
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Reply-To", "To", "Cc", "Bcc", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    };

    private readonly List<(string Field, string Value)> _headers = [];

    internal HeaderList()
    {
    }

    internal IReadOnlyList<(string Field, string Value)> All => _headers;

    public string? this[string field]
    {
        get => _headers.Find(h => Is(h.Field, field)).Value;
        set
        {
            if (value is null) Remove(field);
            else Replace(field, value);
        }
    }

    /// <exception cref="ArgumentException">The name is none, or a line break or another control character is in the value.</exception>
    public void Add(string field, string value) => _headers.Add(Checked(field, value));

    public bool Contains(string field) => _headers.Exists(h => Is(h.Field, field));

    public bool Remove(string field) => _headers.RemoveAll(h => Is(h.Field, field)) > 0;

    public void Replace(string field, string value)
    {
        var header = Checked(field, value);
        var at = _headers.FindIndex(h => Is(h.Field, field));
        _headers.RemoveAll(h => Is(h.Field, field));
        _headers.Insert(at < 0 ? _headers.Count : at, header);
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static (string Field, string Value) Checked(string field, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (field.Length == 0 || !field.All(c => c is > ' ' and < (char)127 and not ':'))
            throw new ArgumentException("This is no name of a header.", nameof(field));
        if (value.Any(c => char.IsControl(c) && c != '\t'))
            throw new ArgumentException($"The value of {field} has control characters.", nameof(value));
        return Kept.Contains(field) ? throw new NotSupportedException($"{field} follows from the message.") : (field, value);
    }
}
