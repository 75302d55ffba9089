using Microsoft.EntityFrameworkCore.Design;

namespace RachelFoods.Web.Data;

/// <summary>For <c>dotnet ef migrations add</c>, which compares models and never connects.</summary>
internal sealed class ShopDbDesignTimeFactory : IDesignTimeDbContextFactory<ShopDb>
{
    public ShopDb CreateDbContext(string[] args) => DataModule.AsOwner("Host=nowhere");
}
