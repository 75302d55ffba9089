using System.Diagnostics;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Safety;

public sealed class Starting_in_Production
{
    [Theory]
    [InlineData("ConnectionStrings__Shop is not set.")]
    [InlineData("ConnectionStrings__ShopOwner is set", "ConnectionStrings__Shop=Host=a", "ConnectionStrings__ShopWorker=Host=a", "ConnectionStrings__ShopOwner=Host=a")]
    [InlineData("Shop__Scheme must be http or https.", "ConnectionStrings__Shop=Host=a", "ConnectionStrings__ShopWorker=Host=a", "Stripe__SecretKey=sk_test_1", "Stripe__PublishableKey=pk_test_1", "Stripe__WebhookSecret=whsec_1", "Smtp__Host=mail.example", "Smtp__From=shop@a.example", "Shop__Scheme=gopher")]
    [InlineData("Shop__TrustedProxies must be addresses or networks", "ConnectionStrings__Shop=Host=a", "ConnectionStrings__ShopWorker=Host=a", "Stripe__SecretKey=sk_test_1", "Stripe__PublishableKey=pk_test_1", "Stripe__WebhookSecret=whsec_1", "Smtp__Host=mail.example", "Smtp__From=shop@a.example", "Shop__TrustedProxies=0.0.0.0/0")]
    [InlineData("Smtp__StoresMayReach must be addresses or networks", "ConnectionStrings__Shop=Host=a", "ConnectionStrings__ShopWorker=Host=a", "Stripe__SecretKey=sk_test_1", "Stripe__PublishableKey=pk_test_1", "Stripe__WebhookSecret=whsec_1", "Smtp__Host=mail.example", "Smtp__From=shop@a.example", "Smtp__StoresMayReach=the cellar")]
    [InlineData("Sentry__Dsn is not of the form https://KEY@HOST/PROJECT.", "ConnectionStrings__Shop=Host=a", "ConnectionStrings__ShopWorker=Host=a", "Stripe__SecretKey=sk_test_1", "Stripe__PublishableKey=pk_test_1", "Stripe__WebhookSecret=whsec_1", "Smtp__Host=mail.example", "Smtp__From=shop@a.example", "Sentry__Dsn=https://sentry.example/1")]
    [InlineData("Otlp__Endpoint is not an address of http or https.", "ConnectionStrings__Shop=Host=a", "ConnectionStrings__ShopWorker=Host=a", "Stripe__SecretKey=sk_test_1", "Stripe__PublishableKey=pk_test_1", "Stripe__WebhookSecret=whsec_1", "Smtp__Host=mail.example", "Smtp__From=shop@a.example", "Otlp__Endpoint=collector:4318")]
    public async Task with_wrong_settings_ends_at_once_with_one_line(string said, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RachelFoods.Web.dll"), "serve"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" },
        };
        start.Environment["DataProtection__Certificate"] = TestCertificates.OfTheRun;
        start.Environment["DataProtection__Password"] = TestCertificates.Password;
        foreach (var setting in settings)
        {
            start.Environment[setting.Split('=')[0]] = setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..];
        }

        using var process = Process.Start(start)!;
        var (error, _) = (await process.StandardError.ReadToEndAsync(), await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.Equal(3, process.ExitCode);
        Assert.Contains(said, Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }
}
