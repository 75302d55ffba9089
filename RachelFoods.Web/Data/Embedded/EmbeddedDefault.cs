namespace RachelFoods.Web.Data.Embedded;

/// <summary>With no connection string in Development the shop runs on a private cluster in <c>.data/</c>.</summary>
public static class EmbeddedDefault
{
    public static async Task UseEmbeddedPostgresAsync(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || builder.Configuration.GetConnectionString("Shop") is not null)
        {
            return;
        }
        var data = Path.GetFullPath(Path.Combine(builder.Environment.ContentRootPath, "..", ".data"));
        var cluster = await EmbeddedPostgres.StartAsync(ReachableFolder(data), durable: true, CancellationToken.None);
        await cluster.CreateDatabaseAsync("shop", CancellationToken.None);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Shop"] = cluster.ConnectionString(ShopRoles.App, "shop"),
            ["ConnectionStrings:ShopWorker"] = cluster.ConnectionString(ShopRoles.Worker, "shop"),
            ["ConnectionStrings:ShopOwner"] = cluster.ConnectionString(ShopRoles.Owner, "shop"),
        };
        builder.Configuration.AddInMemoryCollection(settings);
        await File.WriteAllLinesAsync(
            Path.Combine(data, "connections.env"),
            settings.Select(s => $"{s.Key.Replace(":", "__", StringComparison.Ordinal)}=\"{s.Value}\""));
    }

    // As root the server runs as another user, who may not be able to enter the folders above .data.
    private static string ReachableFolder(string data)
    {
        Directory.CreateDirectory(data);
        var note = Path.Combine(data, "cluster");
        if (File.Exists(note))
        {
            return File.ReadAllText(note).Trim();
        }
        var folder = Path.Combine(data, "postgres");
        for (var parent = new DirectoryInfo(data); Environment.IsPrivilegedProcess && parent is not null; parent = parent.Parent)
        {
            if (!parent.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                folder = Directory.CreateTempSubdirectory("rachelfoods-postgres-").FullName;
                break;
            }
        }
        File.WriteAllText(note, folder);
        return folder;
    }
}
