namespace RachelFoods.Web.Modules.Stores;

public enum MailSecurity
{
    None,
    StartTls,
    Tls,
}

/// <summary>The environment's mail server, which serves every store without one of its own; <c>Smtp__…</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>Without it mails are kept in a folder; Production refuses to start.</summary>
    public string Host { get; set; } = "";

    /// <summary>Without it 587, 465 for <c>tls</c>, 25 for <c>none</c>.</summary>
    public int? Port { get; set; }

    /// <summary>Name to log in with, where the server asks for one.</summary>
    public string User { get; set; } = "";

    /// <summary>Goes over no line that is not encrypted, except to this machine.</summary>
    public string Password { get; set; } = "";

    /// <summary><c>none</c>, <c>starttls</c> or <c>tls</c> (from the first byte on).</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The sender's address; the store's name stands before it. Production does not start without it.</summary>
    public string From { get; set; } = "";

    /// <summary>
    /// Addresses and networks (<c>10.0.0.0/8</c>) of mail servers inside the operator's own network that stores may name for themselves too, with
    /// commas between. Without it a store's own server must be a public one, on port 25, 465, 587 or 2525.
    /// </summary>
    public string StoresMayReach { get; set; } = "";

    /// <summary>How long handing over one mail may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public static int UsualPort(MailSecurity security) => security switch
    {
        MailSecurity.None => 25,
        MailSecurity.StartTls => 587,
        _ => 465,
    };
}
