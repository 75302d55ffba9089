using System.Globalization;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Safety;

/// <summary>The part of <see cref="StartChecks"/> about <c>Smtp__…</c>.</summary>
internal static class MailChecks
{
    public static string? FindFault(IConfiguration settings)
    {
        string Of(string name) => settings[$"Smtp:{name}"]?.Trim() ?? "";
        var (host, user, password, from, port) = (Of("Host"), Of("User"), Of("Password"), Of("From"), Of("Port"));
        if (host.Length == 0)
        {
            return "Smtp__Host is not set.";
        }
        if (from.Length == 0)
        {
            return "Smtp__From is not set.";
        }
        if (!EmailAddress.IsOne(from))
        {
            return "Smtp__From is not an e-mail address.";
        }
        if (Read(Of("Security")) is not { } security)
        {
            return "Smtp__Security is none, starttls or tls.";
        }
        if (user.Length == 0 != (password.Length == 0))
        {
            return "Smtp__User and Smtp__Password contradict: there is one without the other.";
        }
        if (port.Length > 0 && !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return "Smtp__Port is not a number.";
        }
        if (port.Length > 0 && MailSenderRules.FaultOfPort(security, int.Parse(port, CultureInfo.InvariantCulture)) is { } why)
        {
            return $"Smtp__Port and Smtp__Security contradict: {why}";
        }
        return MailSenderRules.SendsPasswordOpenly(host, user, security)
            ? "Smtp__Security none contradicts Smtp__User: the password would go over the line unencrypted."
            : null;
    }

    private static MailSecurity? Read(string security) => security.ToLowerInvariant() switch
    {
        "" or "starttls" => MailSecurity.StartTls,
        "tls" => MailSecurity.Tls,
        "none" => MailSecurity.None,
        _ => null,
    };
}
