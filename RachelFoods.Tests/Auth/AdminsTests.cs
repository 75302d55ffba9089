using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Commands;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Tests.Auth;

public sealed class An_admin(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_made_by_the_verb_with_a_password_from_the_standard_input()
    {
        var email = $"boss-{Guid.NewGuid():N}@people.example";

        var code = await CreateAdmin(email, "an evening in Lagos");

        Assert.Equal(0, code);
        var admin = await shop.Run(async services =>
        {
            var accounts = services.GetRequiredService<AccountService>();
            var welcome = Assert.IsType<LogInResult.Welcome>(await accounts.LogInAsync(email, "an evening in Lagos", CancellationToken.None));
            return await accounts.FindAsync(welcome.UserId, CancellationToken.None);
        });
        Assert.Equal([Role.Admin], admin!.Roles);
        Assert.NotEqual(0, await CreateAdmin(email, "an evening in Lagos"));
    }

    [Theory]
    [InlineData("localhost", "boss@people.example", "short")]
    [InlineData("localhost", "boss@people.example", "")]
    [InlineData("nowhere.example", "boss@people.example", "an evening in Lagos")]
    [InlineData("localhost", "no address", "an evening in Lagos")]
    public async Task is_not_made_from_bad_input(string host, string email, string password)
    {
        var code = await CreateAdminCommand.RunAsync(shop.Stage.Services, ["create-admin", host, email], new StringReader(password));

        Assert.NotEqual(0, code);
        Assert.Equal(0, await shop.Run(services => services.GetRequiredService<ShopDb>().Set<User>().CountAsync(u => u.Email == email)));
    }

    [Fact]
    public async Task is_not_among_what_production_is_seeded_with()
    {
        var seeded = await shop.Run(services => services.GetRequiredService<ShopDb>().Set<User>()
            .CountAsync(u => u.NormalizedEmail!.EndsWith("@RACHELFOODS.EXAMPLE")));

        Assert.Equal(0, seeded);
    }

    private Task<int> CreateAdmin(string email, string password) =>
        CreateAdminCommand.RunAsync(shop.Stage.Services, ["create-admin", "localhost", email], new StringReader(password));
}
