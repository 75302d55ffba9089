using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Stage.Smtp;

/// <summary>The program that plays the mail servers (Debian's python3-aiosmtpd): one process for the run, a port for each who asks.</summary>
internal sealed class SmtpServers
{
    private static readonly Lazy<Task<SmtpServers>> OfTheRun = new(StartAsync);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private SmtpServers(Process process, string certificate) => (_process, CertificateFile) = (process, certificate);

    public string CertificateFile { get; }

    public static Task<SmtpServers> GetAsync() => OfTheRun.Value;

    public async Task<SmtpAnswer> AskAsync(object command)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command, Json));
            await _process.StandardInput.FlushAsync();
            var line = await _process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"The SMTP servers have ended: {await _process.StandardError.ReadToEndAsync()}");
            var answer = JsonSerializer.Deserialize<SmtpAnswer>(line, Json)!;
            return answer.Error is null ? answer : throw new InvalidOperationException(answer.Error);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static Task<SmtpServers> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("rachelfoods-smtp-").FullName;
        var certificate = Path.Combine(folder, "localhost.pem");
        File.WriteAllText(certificate, Certificate());
        // As script/_setup looks for it.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var script = Path.Combine(ServerProcess.Root, "RachelFoods.Tests", "Stage", "Smtp", "smtp_server.py");
        var process = Process.Start(new ProcessStartInfo(python, [script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        StagedRun.AtTheEnd(async () =>
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        });
        return Task.FromResult(new SmtpServers(process, certificate));
    }

    private static string Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        return $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n";
    }
}

internal sealed record SmtpAnswer(int Port, int Connections, IReadOnlyList<ReceivedMail>? Mails, string? Error);
