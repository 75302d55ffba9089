using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RachelFoods.Web.Data;

/// <summary>
/// What encrypts the key ring, from <c>DataProtection__Certificate</c>, with <c>__Password</c> or <c>__Key</c>; those that come before it
/// in a rotation, from <c>DataProtection__Older__0__Certificate</c> and so on, can still decrypt.
/// </summary>
internal sealed record KeyRingCertificates(X509Certificate2? Current, IReadOnlyList<X509Certificate2> Older, string? Fault)
{
    private const string Section = "DataProtection";

    public static KeyRingCertificates Read(IConfiguration settings)
    {
        try
        {
            var section = settings.GetSection(Section);
            var older = section.GetSection("Older").GetChildren().Select(Load).ToList();
            return Load(section) is { } current
                ? new(current, [.. older.OfType<X509Certificate2>()], null)
                : new(null, [], "DataProtection__Certificate is not set: it encrypts the keys that are kept in the database.");
        }
        catch (Unreadable e)
        {
            return new(null, [], e.Message);
        }
    }

    private static X509Certificate2? Load(IConfigurationSection section)
    {
        var name = section.Path.Replace(":", "__", StringComparison.Ordinal) + "__Certificate";
        if (section["Certificate"] is not { Length: > 0 } file)
        {
            return null;
        }
        try
        {
            var certificate = LoadFile(file, section["Key"], section["Password"]);
            return certificate.GetRSAPrivateKey() is null ? throw new Unreadable($"{name} has no private key of the kind RSA.") : certificate;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new Unreadable($"{name} cannot be read: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static X509Certificate2 LoadFile(string file, string? key, string? password) =>
        X509Certificate2.GetCertContentType(file) == X509ContentType.Pfx ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
        : password is null ? X509Certificate2.CreateFromPemFile(file, key)
        : X509Certificate2.CreateFromEncryptedPemFile(file, password, key);

    private sealed class Unreadable(string message) : Exception(message);
}
