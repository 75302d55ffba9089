using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Stores;

/// <summary>What a mail sender must be, be it typed by an admin or set for the whole installation.</summary>
internal static class MailSenderRules
{
    private const int LongestHost = 253;

    /// <param name="typedPort">Null if none was named; then the usual one was taken.</param>
    /// <returns>By the property of <see cref="NewMailSender"/>.</returns>
    public static IReadOnlyDictionary<string, string> FaultsOf(MailSender sender, int? typedPort) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [nameof(NewMailSender.Host)] = IsHost(sender.Host) ? null : "Enter the mail server’s name, such as smtp.example.com.",
        [nameof(NewMailSender.Port)] = FaultOfPort(sender.Security, typedPort),
        [nameof(NewMailSender.From)] = EmailAddress.IsOne(sender.From) ? null : "Enter the e-mail address that mails come from.",
        [nameof(NewMailSender.User)] = sender.User.Length == 0 && sender.Password.Length > 0 ? "Enter the user, or leave the password empty too." : null,
        [nameof(NewMailSender.Password)] = sender.User.Length > 0 && sender.Password.Length == 0 ? "Enter the password for this server and user." : null,
        [nameof(NewMailSender.Security)] = SendsPasswordOpenly(sender.Host, sender.User, sender.Security)
            ? "Without encryption the password could be read on its way. Choose another one, or no user."
            : null,
    }.Where(w => w.Value is not null).ToDictionary(w => w.Key, w => w.Value!, StringComparer.Ordinal);

    public static string? FaultOfPort(MailSecurity security, int? port) => (port, security) switch
    {
        (null, _) => null,
        (not (>= 1 and <= 65535), _) => "Enter a port from 1 to 65535.",
        (465, not MailSecurity.Tls) => "Port 465 is encrypted from its first byte on: choose TLS, or another port.",
        (587, MailSecurity.Tls) => "Port 587 begins in the open: choose STARTTLS, or another port.",
        _ => null,
    };

    public static bool SendsPasswordOpenly(string host, string user, MailSecurity security) =>
        security == MailSecurity.None && user.Length > 0 && host is not ("localhost" or "127.0.0.1" or "::1");

    private static bool IsHost(string host) => host.Length <= LongestHost && Uri.CheckHostName(host) != UriHostNameType.Unknown;
}
