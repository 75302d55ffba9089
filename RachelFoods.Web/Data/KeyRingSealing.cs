using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Npgsql;

namespace RachelFoods.Web.Data;

/// <summary>
/// At the start, encrypts by the current certificate what lies in the ring in clear or under an older one. A key stays the same key, so
/// what it protects stays readable, and the older certificate can go.
/// </summary>
internal sealed class KeyRingSealing(
    ShopDataSources sources, KeyRingCertificates certificates, IServiceProvider services, ILoggerFactory loggers) : BackgroundService
{
    private static readonly XNamespace Format = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName Sealed = Format + "encryptedSecret";

    private readonly ILogger _log = loggers.CreateLogger<KeyRingSealing>();

    public static bool IsSealed(XElement key) => key.Descendants(Sealed).Any();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (certificates.Current is null)
        {
            return;
        }
        try
        {
            await Task.Run(() => new DataProtectionKeys(sources).Change(SealAnew), stoppingToken);
        }
        catch (Exception e) when (e is NpgsqlException or CryptographicException)
        {
            _log.LogError(e, "The key ring could not be encrypted anew; it is tried again at the next start.");
        }
    }

    /// <returns>Null where there is nothing to do.</returns>
    internal XElement? SealAnew(XElement key)
    {
        var mine = Convert.ToBase64String(certificates.Current!.RawData);
        var changed = new XElement(key);
        foreach (var secret in changed.Descendants(Sealed).Where(s => s.Descendants().All(d => d.Name.LocalName != "X509Certificate" || d.Value != mine)).ToList())
        {
            secret.ReplaceWith(new EncryptedXmlDecryptor(services).Decrypt(new XElement(secret.Elements().Single())));
        }
        foreach (var secret in changed.Descendants().Where(d => (bool?)d.Attribute(Format + "requiresEncryption") is true).ToList())
        {
            var done = new CertificateXmlEncryptor(certificates.Current, loggers).Encrypt(new XElement(secret));
            secret.ReplaceWith(new XElement(Sealed, new XAttribute("decryptorType", done.DecryptorType.AssemblyQualifiedName!), done.EncryptedElement));
        }
        return XNode.DeepEquals(key, changed) ? null : changed;
    }
}
