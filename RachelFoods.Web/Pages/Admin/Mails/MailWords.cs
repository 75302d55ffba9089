using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Pages.Admin.Mails;

/// <summary>How the staff call what became of a mail.</summary>
public static class MailWords
{
    public static string Of(MailState state) => state switch
    {
        MailState.Waiting => "Waiting",
        MailState.Sent => "Sent",
        MailState.Failed => "Refused",
        MailState.Undeliverable => "Undeliverable",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Meaning(MailState state) => state switch
    {
        MailState.Waiting => "It is handed to the mail server as soon as that takes it.",
        MailState.Sent => "The mail server has taken it. Whether it has arrived or was read is not known here.",
        MailState.Failed => "The mail server refused it, and will not take it at another time either.",
        MailState.Undeliverable => "Nobody takes mail at this address. Ask the customer for another one and send it there.",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string? CssClass(MailState state) => state switch
    {
        MailState.Sent => "badge--ok",
        MailState.Waiting => null,
        _ => "badge--warn",
    };
}
