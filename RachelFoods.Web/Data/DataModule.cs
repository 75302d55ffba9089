using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using Npgsql;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

public static class DataModule
{
    public static IServiceCollection AddShopDb(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration("Database");
        services.AddHttpContextAccessor();
        services.AddSingleton(TimeProvider.System).AddSingleton<StoreContext>().AddSingleton<ShopDataSources>().AddSingleton<RoundTrip>();
        services.AddDbContext<ShopDb>((sp, options) => options
            .UseNpgsql(
                sp.GetRequiredService<ShopDataSources>().For(sp.GetRequiredService<StoreContext>().Current.Id),
                npgsql => npgsql.CommandTimeout(DatabaseOptions.Seconds(Patience(sp)))));
        return services;
    }

    /// <summary>Key ring in the database, encrypted, shared by all instances; every protected value is bound to its store.</summary>
    public static IServiceCollection AddShopDataProtection(this IServiceCollection services, IConfiguration configuration)
    {
        var certificates = KeyRingCertificates.Read(configuration);
        var ring = services.AddDataProtection().SetApplicationName("RachelFoods");
        if (certificates.Current is { } current)
        {
            ring.ProtectKeysWithCertificate(current).UnprotectKeysWithAnyCertificate([.. certificates.Older]);
        }
        services.AddSingleton(certificates).AddHostedService<KeyRingSealing>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(sp => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new DataProtectionKeys(
                sp.GetRequiredService<ShopDataSources>(), onlySealed: sp.GetRequiredService<IHostEnvironment>().IsProduction())));
        var original = services.Last(s => s.ServiceType == typeof(IDataProtectionProvider));
        services.Remove(original);
        return services.AddSingleton<IDataProtectionProvider>(sp => new StoreDataProtection(
            (IDataProtectionProvider)original.ImplementationFactory!(sp), sp.GetRequiredService<StoreContext>()));
    }

    private static TimeSpan Patience(IServiceProvider services)
    {
        var limits = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        return services.GetRequiredService<IHttpContextAccessor>().HttpContext is null ? limits.BackgroundTimeout : limits.Timeout;
    }

    /// <summary>The schema as its owner sees it: for migrations only.</summary>
    internal static ShopDb AsOwner(string connectionString) => new(
        new DbContextOptionsBuilder<ShopDb>().UseNpgsql(new NpgsqlDataSourceBuilder(connectionString).Build())
            .ReplaceService<IMigrationsSqlGenerator, ShopMigrationsSqlGenerator>().Options,
        new StoreContext(new HttpContextAccessor()),
        TimeProvider.System,
        new OutboxBell());
}
