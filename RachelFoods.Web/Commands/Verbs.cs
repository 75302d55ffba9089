namespace RachelFoods.Web.Commands;

/// <summary>The program's verbs; without one it serves.</summary>
internal static class Verbs
{
    public static async Task<int> RunVerbAsync(this WebApplication app, string[] args, Action mapEverything)
    {
        switch (args.FirstOrDefault(a => !a.StartsWith('-')) ?? "serve")
        {
            case "serve":
                mapEverything();
                await app.RunAsync();
                return 0;
            case "migrate":
                return await MigrateCommand.RunAsync(app);
            case "seed":
                return await SeedCommand.RunAsync(app);
            case var unknown:
                await Console.Error.WriteLineAsync($"Unknown verb '{unknown}'. Verbs: serve, migrate, seed, create-admin.");
                return 2;
        }
    }
}
