namespace RachelFoods.Web.Modules.Users;

/// <summary><c>Users__…</c></summary>
public sealed class UsersOptions
{
    /// <summary>Addresses that one customer may keep.</summary>
    public int MostAddresses { get; set; } = 20;
}

public static class UsersModule
{
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddOptions<UsersOptions>().BindConfiguration("Users");
        return services.AddScoped<ProfileService>().AddScoped<AddressBook>();
    }
}
