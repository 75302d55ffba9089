namespace Sentry.Sending;

/// <summary>SCHEME://KEY@HOST/PATH/PROJECT, taken apart.</summary>
internal sealed record Dsn(Uri Endpoint, string Key)
{
    /// <exception cref="ArgumentException">It is none.</exception>
    public static Dsn Parse(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.UserInfo.Length == 0 || uri.AbsolutePath.Length < 2)
            throw new ArgumentException("Sentry's DSN is not of the form https://KEY@HOST/PROJECT.", nameof(text));
        var at = uri.AbsolutePath.LastIndexOf('/');
        var path = $"{uri.AbsolutePath[..at]}/api/{uri.AbsolutePath[(at + 1)..]}/envelope/";
        return new Dsn(new Uri($"{uri.Scheme}://{uri.Authority}{path}"), uri.UserInfo.Split(':')[0]);
    }
}
