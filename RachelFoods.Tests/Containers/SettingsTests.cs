using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Containers;

public sealed class The_settings
{
    private static readonly string Document = Path.Combine(ServerProcess.Root, "docs", "settings.md");

    [Fact]
    public void are_each_explained_where_they_are_declared()
    {
        Assert.NotEmpty(Settings.All);
        Assert.Empty(Settings.All.Where(s => string.IsNullOrEmpty(s.What)).Select(s => s.Name));
    }

    [Fact]
    public async Task are_each_in_the_documentation_as_they_are()
    {
        if (Environment.GetEnvironmentVariable("SHOP_WRITE_SETTINGS") == "1")
        {
            await File.WriteAllTextAsync(Document, Settings.Document);
        }

        var written = File.Exists(Document) ? await File.ReadAllTextAsync(Document) : "";

        Assert.True(written == Settings.Document, "docs/settings.md is not what the options classes say. Run script/settings.");
    }
}
