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

    /// <summary>Null for the usual one of <see cref="Security"/>.</summary>
    public int? Port { get; set; }

    /// <summary>Name to log in with, where the server asks for one.</summary>
    public string User { get; set; } = "";

    /// <summary>Goes over no line that is not encrypted.</summary>
    public string Password { get; set; } = "";

    /// <summary><c>none</c>, <c>starttls</c> or <c>tls</c>.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The sender's address; the store's name stands before it.</summary>
    public string From { get; set; } = "";

    /// <summary>How long handing over one mail may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public static int UsualPort(MailSecurity security) => security switch
    {
        MailSecurity.None => 25,
        MailSecurity.StartTls => 587,
        _ => 465,
    };
}
