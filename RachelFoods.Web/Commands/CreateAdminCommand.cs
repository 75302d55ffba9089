using System.ComponentModel.DataAnnotations;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Commands;

/// <summary>
/// <c>create-admin HOST E-MAIL</c>: the first admin of a store. The password comes from <c>SHOP_ADMIN_PASSWORD</c> or the standard
/// input, never from the arguments, which other users of the machine can read.
/// </summary>
internal static class CreateAdminCommand
{
    private const string Usage = "Usage: create-admin STORE-HOST E-MAIL, with the password in SHOP_ADMIN_PASSWORD or on the standard input.";

    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments, TextReader input)
    {
        if (arguments is not [_, var host, var email] || !new EmailAddressAttribute().IsValid(email))
        {
            return await FailAsync(Usage);
        }
        if (await services.GetRequiredService<IStoreDirectory>().FindAsync(host, CancellationToken.None) is not { } store)
        {
            return await FailAsync($"No store answers at {host}.");
        }
        if ((Environment.GetEnvironmentVariable("SHOP_ADMIN_PASSWORD") ?? await input.ReadLineAsync()) is not { Length: > 0 } password)
        {
            return await FailAsync(Usage);
        }
        using var entered = services.GetRequiredService<StoreContext>().Enter(store);
        await using var scope = services.CreateAsyncScope();
        var added = await scope.ServiceProvider.GetRequiredService<AccountService>().AddAsync(
            new NewAccount("Admin", email, password), [Role.Admin], CancellationToken.None);
        switch (added)
        {
            case AddAccountResult.WeakPassword weak:
                return await FailAsync(weak.Reason);
            case AddAccountResult.AddressTaken:
                return await FailAsync($"{store.Name} has an account with this address already.");
            default:
                Console.WriteLine($"{email} is an admin of {store.Name}.");
                return 0;
        }
    }

    private static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 2;
    }
}
