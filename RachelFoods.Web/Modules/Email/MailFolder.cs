using System.Net;
using System.Text.Json;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Email;

/// <summary>For Development without a mail server: mails land in <c>.data/mails</c>, and people read them at <c>/dev/mail</c>.</summary>
public sealed class MailFolder(IHostEnvironment environment, StoreContext stores)
{
    private const int Most = 100;

    private string Path => System.IO.Path.Combine(environment.ContentRootPath, "..", ".data", "mails", $"{stores.Current.Id:N}");

    public async Task KeepAsync(OutgoingMail mail, CancellationToken ct)
    {
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException("Without a mail server mails are kept in a folder in Development alone.");
        }
        Directory.CreateDirectory(Path);
        await File.WriteAllTextAsync(FileOf(mail.MessageId.Split('@')[0]), JsonSerializer.Serialize(mail), ct);
    }

    /// <summary>The newest first.</summary>
    internal IEnumerable<(string Name, OutgoingMail Mail)> List() => !Directory.Exists(Path) ? [] :
        new DirectoryInfo(Path).GetFiles("*.json").OrderByDescending(f => f.LastWriteTimeUtc).Take(Most)
            .Select(f => (System.IO.Path.GetFileNameWithoutExtension(f.Name), Read(f.FullName)));

    internal OutgoingMail? Find(string name) => Guid.TryParseExact(name, "N", out _) && File.Exists(FileOf(name)) ? Read(FileOf(name)) : null;

    private string FileOf(string name) => System.IO.Path.Combine(Path, $"{name}.json");

    private static OutgoingMail Read(string file) => JsonSerializer.Deserialize<OutgoingMail>(File.ReadAllText(file))!;
}

internal static class DevelopmentMailbox
{
    public static void MapDevelopmentMailbox(this IEndpointRouteBuilder app)
    {
        app.MapGet("/dev/mail", (MailFolder folder) => Results.Content(Page(folder.List()), "text/html; charset=utf-8"));
        app.MapGet("/dev/mail/{name}", (string name, MailFolder folder) =>
            folder.Find(name) is { } mail ? Results.Content(mail.Html, "text/html; charset=utf-8") : Results.NotFound())
            .WithMetadata(new ShowsMailAttribute());
        app.MapGet("/dev/mail/{name}/text", (string name, MailFolder folder) =>
            folder.Find(name) is { } mail ? Results.Text(mail.Text) : Results.NotFound());
    }

    private static string Page(IEnumerable<(string Name, OutgoingMail Mail)> mails) =>
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="/css/shop.css"><title>Mails of this store</title></head>
        <body><main class="page page--narrow stack"><h1 class="page-title">Mails of this store</h1>
        {string.Concat(mails.Select(m =>
            $"<p class=\"wrap-anywhere\"><a href=\"/dev/mail/{m.Name}\">{WebUtility.HtmlEncode(m.Mail.Subject)}</a> (<a href=\"/dev/mail/{m.Name}/text\">text</a>)<br>to {WebUtility.HtmlEncode(m.Mail.To)}</p>"))}
        </main></body></html>
        """;
}
