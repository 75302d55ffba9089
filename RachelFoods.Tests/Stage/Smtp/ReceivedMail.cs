using System.Text;

namespace RachelFoods.Tests.Stage.Smtp;

/// <summary>A mail as the server had it and as Python's own reader of mails understands it.</summary>
/// <param name="User">Who had logged in.</param>
/// <param name="Tls">Whether the connection was encrypted.</param>
/// <param name="Options">What followed the sender's address, such as SIZE.</param>
/// <param name="ToName">The first recipient's name in the header.</param>
/// <param name="Defects">What the reader found wrong with it.</param>
/// <param name="Raw">The bytes, in base64.</param>
public sealed record ReceivedMail(
    string From,
    IReadOnlyList<string> To,
    IReadOnlyList<string> Options,
    string? User,
    bool Tls,
    IReadOnlyList<string[]> Headers,
    string? ToName,
    IReadOnlyList<string> Defects,
    string? Text,
    string? Html,
    string Raw)
{
    public string Subject => Header("Subject")!;

    public string Source => Encoding.UTF8.GetString(Convert.FromBase64String(Raw));

    public string? Header(string name) => Headers.FirstOrDefault(h => string.Equals(h[0], name, StringComparison.OrdinalIgnoreCase))?[1];
}
