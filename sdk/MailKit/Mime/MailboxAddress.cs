using System.Globalization;

namespace MimeKit;

public class MailboxAddress : InternetAddress
{
    private static readonly IdnMapping Idn = new();

    private string _address = "";

    /// <exception cref="FormatException">The address is none.</exception>
    public MailboxAddress(string? name, string address)
        : base(name) => Address = address;

    public string Address
    {
        get => _address;
        set => _address = AddressSyntax.IsAddress(value) ? value : throw new FormatException("This is no e-mail address.");
    }

    public string LocalPart => _address[.._address.LastIndexOf('@')];

    public string Domain => _address[(_address.LastIndexOf('@') + 1)..];

    internal bool IsLocalPartInternational => !System.Text.Ascii.IsValid(LocalPart);

    internal string OnTheWire => $"{LocalPart}@{(Domain[0] == '[' ? Domain : Idn.GetAscii(Domain))}";

    public static MailboxAddress Parse(string text) =>
        TryParse(text, out var mailbox) ? mailbox : throw new FormatException("This is no e-mail address.");

    public static bool TryParse(string? text, out MailboxAddress mailbox)
    {
        var (name, address) = AddressSyntax.Parts(text?.Trim() ?? "");
        var isOne = AddressSyntax.IsAddress(address) && !(name ?? "").Any(char.IsControl);
        mailbox = isOne ? new MailboxAddress(name, address) : null!;
        return isOne;
    }

    public override string ToString() => Name is { Length: > 0 } ? $"{AddressSyntax.Phrase(Name)} <{Address}>" : Address;
}
