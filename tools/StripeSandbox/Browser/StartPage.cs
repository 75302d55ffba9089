using System.Net;
using System.Text;
using StripeSandbox.Books;

namespace StripeSandbox.Browser;

/// <summary>The page for people: what this is, the cards, the latest payments.</summary>
public static class StartPage
{
    private const int Shown = 20;

    public static string Fill(string page, Accounts accounts) => page
        .Replace("{{cards}}", Rows(TestCards.All.Select(c => new[] { Spaced(c.Number), c.Name, c.Says })), StringComparison.Ordinal)
        .Replace("{{intents}}", Rows(Latest(accounts)), StringComparison.Ordinal);

    private static IEnumerable<string[]> Latest(Accounts accounts) => accounts.All
        .SelectMany(account =>
        {
            lock (account.Gate)
                return account.Newest<PaymentIntent>().Take(Shown)
                    .Select(i => (i.Created, Row: new[] { i.Id, Amounts.Text(i.Amount, i.Currency), i.Status.Replace('_', ' '), account.Key }))
                    .ToList();
        })
        .OrderByDescending(i => i.Created)
        .Take(Shown)
        .Select(i => i.Row);

    private static string Rows(IEnumerable<string[]> rows)
    {
        var html = new StringBuilder();
        foreach (var row in rows)
            html.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")).Append("</tr>");
        return html.Length > 0 ? html.ToString() : "<tr><td>Nothing yet.</td></tr>";
    }

    private static string Spaced(string number) => string.Join(' ', number.Chunk(4).Select(four => new string(four)));
}
