using System.Collections;

namespace MimeKit;

public class InternetAddressList : IEnumerable<InternetAddress>
{
    private readonly List<InternetAddress> _addresses = [];

    public IEnumerable<MailboxAddress> Mailboxes => _addresses.OfType<MailboxAddress>();

    public int Count => _addresses.Count;

    public void Add(InternetAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        _addresses.Add(address);
    }

    public void AddRange(IEnumerable<InternetAddress> addresses) => _addresses.AddRange(addresses);

    public void Clear() => _addresses.Clear();

    public IEnumerator<InternetAddress> GetEnumerator() => _addresses.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", _addresses);
}
