using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>Log-ins for development, the same in each store. In Production there are none; see <c>create-admin</c>.</summary>
internal sealed class DevelopmentUsers(AccountService accounts, StoreContext stores, IHostEnvironment environment) : ISeed
{
    private static readonly (NewAccount Account, Role[] Roles)[] All =
    [
        (new NewAccount("Ada Admin", "admin@rachelfoods.example", "egusi-with-fufu"), [Role.Admin]),
        (new NewAccount("Sade Staff", "staff@rachelfoods.example", "jollof-on-sunday"), [Role.Staff]),
        (new NewAccount("Bola Buyer", "buyer@rachelfoods.example", "suya-after-dark"), [Role.Buyer]),
    ];

    public async Task SeedAsync(CancellationToken ct)
    {
        if (!environment.IsDevelopment())
        {
            return;
        }
        foreach (var (account, roles) in All)
        {
            await accounts.AddAsync(account, roles, ct);
            Console.WriteLine($"Log-in at {stores.Current.CanonicalHost}: {account.Email} / {account.Password}");
        }
    }
}
