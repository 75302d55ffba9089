using System.Text.Json;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Safety;

public sealed class The_log(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task has_one_line_of_json_for_a_request_with_its_ids()
    {
        var buyer = await shop.ABuyer();
        var browser = await shop.LoggedIn(buyer);

        var id = (await browser.GetAsync("/account")).Headers.GetValues("X-Request-Id").Single();

        using var line = JsonDocument.Parse(await TestStage.Log.FindAsync(id));
        var facts = line.RootElement.GetProperty("Properties");
        Assert.Equal(StoreSeed.RachelFoods.ToString(), facts.GetProperty("StoreId").GetString());
        Assert.Equal(buyer.Id.ToString(), facts.GetProperty("UserId").GetString());
        Assert.Equal(200, facts.GetProperty("Status").GetInt32());
        Assert.Single(TestStage.Log.All, l => l.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task tells_no_address_and_no_token()
    {
        var buyer = await shop.ABuyer();
        var browser = await shop.LoggedIn(buyer);
        var token = Guid.NewGuid().ToString("N");

        var query = await browser.GetAsync($"/account/login?token={token}&email={buyer.Email}");
        var path = await browser.GetAsync($"/made/up/{token}");
        await TestStage.Log.FindAsync(query.Headers.GetValues("X-Request-Id").Single());
        var line = await TestStage.Log.FindAsync(path.Headers.GetValues("X-Request-Id").Single());

        Assert.Contains("GET /made/up/… answered 404", line, StringComparison.Ordinal);
        Assert.DoesNotContain(TestStage.Log.All, l => l.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(TestStage.Log.All, l => l.Contains(buyer.Email, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(TestStage.Log.All, l => l.Contains(buyer.Password, StringComparison.Ordinal));
    }
}
