using System.Diagnostics;

namespace Bench;

/// <summary>How the pages of the published shop look to a phone.</summary>
internal static class Lighthouse
{
    /// <returns>0 if every page reaches every goal.</returns>
    public static async Task<int> RunAsync(string shop, string sandbox, string script)
    {
        await using var stage = await Stage.SetUpAsync(Path.GetFullPath(shop), Path.GetFullPath(sandbox));
        await using var web = await stage.ServeAsync();
        using var shopper = new Shopper(web.Address);
        var variant = await stage.FindAsync<Guid>("select v.id from product_variants v join products p on p.id = v.product_id where p.slug = 'fufu' limit 1");
        using var audit = Process.Start("node", [Path.GetFullPath(script), $"http://{Stage.Host}:{web.Address.Port}", await shopper.FillCartAsync([variant])]);
        await audit.WaitForExitAsync();
        return audit.ExitCode;
    }
}
