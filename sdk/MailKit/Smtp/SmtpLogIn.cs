using System.Net;
using System.Text;
using MailKit.Security;

namespace MailKit.Net.Smtp;

internal sealed class SmtpLogIn(SmtpConnection connection, NetworkCredential who)
{
    /// <exception cref="AuthenticationException">The server does not know this user and password, or offers no way that we know.</exception>
    public async Task<bool> AsAsync(IReadOnlySet<string> offered, CancellationToken ct)
    {
        var reply = offered.Contains("PLAIN") ? await PlainAsync(ct)
            : offered.Contains("LOGIN") ? await LoginAsync(ct)
            : throw new AuthenticationException("No compatible authentication mechanisms found.");
        return reply.Status == SmtpStatusCode.AuthenticationSuccessful
            ? true
            : throw new AuthenticationException(
                $"{reply.Code}: {reply.Text}", new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, reply.Status, reply.Text));
    }

    private async Task<SmtpReply> PlainAsync(CancellationToken ct) =>
        await connection.AskAsync($"AUTH PLAIN {Coded($"\0{who.UserName}\0{who.Password}")}", ct);

    private async Task<SmtpReply> LoginAsync(CancellationToken ct)
    {
        var reply = await connection.AskAsync("AUTH LOGIN", ct);
        foreach (var answer in new[] { who.UserName, who.Password })
        {
            if (reply.Status != SmtpStatusCode.AuthenticationChallenge) return reply;
            reply = await connection.AskAsync(Coded(answer), ct);
        }
        return reply;
    }

    private static string Coded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
