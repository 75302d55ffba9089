namespace MimeKit;

public abstract class InternetAddress
{
    private string? _name;

    private protected InternetAddress(string? name) => Name = name;

    /// <exception cref="ArgumentException">A line break or another control character is in it.</exception>
    public string? Name
    {
        get => _name;
        set => _name = value is null || !value.Any(char.IsControl)
            ? value
            : throw new ArgumentException("A name has no control characters.", nameof(value));
    }
}
