using Microsoft.Extensions.Options;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Commands;

/// <summary>The program's verbs; without one it serves.</summary>
internal static class Verbs
{
    public static async Task<int> RunVerbAsync(this WebApplication app, string[] args, Action mapEverything)
    {
        var words = args.Where(a => !a.StartsWith('-')).ToList();
        switch (words.FirstOrDefault() ?? "serve")
        {
            case "serve":
                return await ServeAsync(app, mapEverything);
            case "migrate":
                return await MigrateCommand.RunAsync(app);
            case "seed":
                return await SeedCommand.RunAsync(app);
            case "create-admin":
                return await CreateAdminCommand.RunAsync(app.Services, words, Console.In);
            case "reconcile":
                return await ReconcileCommand.RunAsync(app.Services, [.. args.SkipWhile(a => a != "reconcile").Skip(1)]);
            case var unknown:
                await Console.Error.WriteLineAsync($"Unknown verb '{unknown}'. Verbs: serve, migrate, seed, create-admin, reconcile, health.");
                return 2;
        }
    }

    private static async Task<int> ServeAsync(WebApplication app, Action mapEverything)
    {
        if ((StartChecks.FindFault(app.Configuration, app.Environment) ?? FindWrongOption(app.Services)) is { } fault)
        {
            await Console.Error.WriteLineAsync($"The shop does not start: {fault}");
            return 3;
        }
        mapEverything();
        await app.RunAsync();
        return 0;
    }

    private static string? FindWrongOption(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return null;
        }
        catch (Exception e) when (e is OptionsValidationException or AggregateException)
        {
            return e.Message;
        }
    }
}
