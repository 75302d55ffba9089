using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RachelFoods.Tests.Stage.Processes;

/// <summary>Certificates for the key ring, made anew for each run.</summary>
public static class TestCertificates
{
    public const string Password = "for this run alone";

    private static readonly Lazy<string> Folder = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("rachelfoods-certificates-").FullName;
        StagedRun.AtTheEnd(() => Task.Run(() => Directory.Delete(folder, recursive: true)));
        return folder;
    });

    private static readonly Lazy<string> Shared = new(() => Make());

    /// <summary>The one that the shops of the run use.</summary>
    public static string OfTheRun => Shared.Value;

    /// <returns>Its file, with the private key, under <see cref="Password"/>.</returns>
    public static string Make()
    {
        var file = Path.Combine(Folder.Value, $"{Guid.NewGuid():N}.pfx");
        using var certificate = Create();
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, Password));
        return file;
    }

    /// <returns>The files of certificate and key.</returns>
    public static (string Certificate, string Key) MakePem()
    {
        var file = Path.Combine(Folder.Value, $"{Guid.NewGuid():N}.pem");
        using var certificate = Create();
        using var key = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(file + ".key", key.ExportPkcs8PrivateKeyPem());
        return (file, file + ".key");
    }

    private static X509Certificate2 Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Key ring of a test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
    }
}
