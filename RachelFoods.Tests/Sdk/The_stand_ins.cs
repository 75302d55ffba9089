using System.Reflection;
using System.Text.RegularExpressions;

namespace RachelFoods.Tests.Sdk;

public partial class The_stand_ins
{
    private static readonly string[] Listed = ReadList();

    [Fact]
    public void show_of_Htmx_what_the_package_shows() =>
        Same(["Htmx."], new PublicSignatures(typeof(Htmx.HtmxSwap).Assembly, showNullability: true));

    [Fact]
    public void show_of_Stripe_what_the_package_shows() =>
        Same(["Stripe."], new PublicSignatures(typeof(Stripe.StripeClient).Assembly, showNullability: false));

    [Fact]
    public void show_of_MailKit_what_the_package_shows() =>
        Same(["MailKit.", "MimeKit."], new PublicSignatures(typeof(MimeKit.MimeMessage).Assembly, showNullability: true));

    [Fact]
    public void show_of_Sentry_what_the_package_shows() =>
        Same(["Sentry.", "Microsoft.AspNetCore.Hosting."], new PublicSignatures(typeof(Sentry.SentryEvent).Assembly, showNullability: true));

    private static void Same(string[] roots, PublicSignatures actual)
    {
        var listed = Listed.Where(line => line.Split(' ').Any(word => roots.Any(root => word.StartsWith(root, StringComparison.Ordinal)))).ToList();
        var shown = actual.Lines().ToList();

        Assert.NotEmpty(listed);
        None("shown, but not in the list", shown.Except(listed, StringComparer.Ordinal).ToList());
        None("in the list, but not shown", listed.Except(shown, StringComparer.Ordinal).ToList());
    }

    private static void None(string what, List<string> lines) => Assert.True(lines.Count == 0, $"{what}:\n{string.Join('\n', lines)}");

    // A type's line begins at the margin, its members are indented below it; # is a remark.
    private static string[] ReadList()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("signatures.txt")!;
        using var reader = new StreamReader(stream);
        var type = "";
        var lines = new List<string>();
        foreach (var line in reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != ' ') type = TypeLine().Match(line).Groups["name"].Value;
            lines.Add(line[0] == ' ' ? $"{type}: {line.Trim()}" : line);
        }

        return [.. lines];
    }

    [GeneratedRegex("^((static|abstract) )?(class|interface|enum) (?<name>.+?)( : .+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeLine();
}
