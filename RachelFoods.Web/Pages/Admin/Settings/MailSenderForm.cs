using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Pages.Admin.Settings;

/// <param name="Set">Null for a store whose mails leave through the platform's server.</param>
/// <param name="Who">Who changed it last.</param>
/// <param name="Said">What has just been done; null if nothing.</param>
public sealed record MailSenderForm(MailSenderView? Set, string Who, string? Said)
{
    // The form's fields. A password that was set is never shown.
    public string? Host { get; init; } = Set?.Host;

    public int? Port { get; init; } = Set is { Port: > 0 } ? Set.Port : null;

    public MailSecurity Security { get; init; } = Set?.Security ?? MailSecurity.StartTls;

    public string? From { get; init; } = Set?.From;

    public string? User { get; init; } = Set?.User;

    public string? Password { get; init; }

    public string PasswordHint => Set is { HasPassword: true }
        ? "Leave it empty to keep the present one. For another server or user, enter it again."
        : "Leave it empty if the server asks for none.";

    public static IReadOnlyList<Microsoft.AspNetCore.Mvc.Rendering.SelectListItem> Securities { get; } =
    [
        new("STARTTLS, usually on port 587", nameof(MailSecurity.StartTls)),
        new("TLS from the first byte, usually on port 465", nameof(MailSecurity.Tls)),
        new("None, only without a password", nameof(MailSecurity.None)),
    ];
}
