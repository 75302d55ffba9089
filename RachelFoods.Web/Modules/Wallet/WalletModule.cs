namespace RachelFoods.Web.Modules.Wallet;

public static class WalletModule
{
    public static IServiceCollection AddWallet(this IServiceCollection services) => services
        .AddScoped<LedgerService>()
        .AddScoped<WalletService>()
        .AddScoped<WalletStatements>();
}
