using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Cart;
using RachelFoods.Tests.Pages.Checkout;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;
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
    public async Task names_the_order_that_a_request_is_about()
    {
        var buyer = await shop.ABuyer();
        var order = await shop.AnOrderOf(await shop.AVariant(), buyerId: buyer.Id);
        var token = await shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().ToToken(order.Id)));
        var member = await shop.AMemberOfStaff();
        var (guest, customer, staff) = (shop.Browser(), await shop.LoggedIn(buyer), await shop.LoggedIn(member));

        Assert.Equal(Facts(order.Id, null), await FactsOf(await guest.GetAsync($"/orders/track/{token}")));
        Assert.Equal(Facts(order.Id, buyer), await FactsOf(await customer.GetAsync($"/orders/track/{token}")));
        Assert.Equal(Facts(order.Id, buyer), await FactsOf(await customer.GetAsync($"/orders/{order.Number}")));
        Assert.Equal(Facts(order.Id, buyer), await FactsOf(await customer.GetAsync($"/orders/track/{token}/cancel")));
        Assert.Equal(Facts(order.Id, buyer), await FactsOf(await customer.GetAsync($"/checkout/pay/{token}")));
        Assert.Equal(Facts(order.Id, buyer), await FactsOf(await customer.GetAsync($"/checkout/return?order={token}")));
        Assert.Equal(Facts(order.Id, member), await FactsOf(await staff.GetAsync($"/admin/orders/{order.Number}")));
    }

    [Fact]
    public async Task names_the_order_that_was_placed_and_the_one_that_was_moved()
    {
        var browser = shop.Browser();
        await browser.AddToCart((await shop.AProduct()).VariantId);
        var order = await shop.APaidOrderOf(await shop.AVariant());
        var member = await shop.AMemberOfStaff();
        var staff = await shop.LoggedIn(member);
        var form = (await (await staff.GetAsync($"/admin/orders?q={order.Number}")).Document()).QuerySelector(".row-form")!;

        var placed = await (await CheckoutForm.OpenAsync(browser)).SendAsync();
        var moved = await staff.Submit(form);

        var token = placed.Headers.Location!.OriginalString.Split('/')[^1];
        var placedId = await shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().FromToken(token)));
        Assert.Equal(Facts(placedId!.Value, null), await FactsOf(placed));
        Assert.Equal(Facts(order.Id, member), await FactsOf(moved));
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

        Assert.Contains("""
            "Route":"/made/up/…","Status":404
            """, line, StringComparison.Ordinal);
        Assert.DoesNotContain(TestStage.Log.All, l => l.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(TestStage.Log.All, l => l.Contains(buyer.Email, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(TestStage.Log.All, l => l.Contains(buyer.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task hides_the_addresses_in_what_an_exception_says()
    {
        var log = shop.Stage.Services.GetRequiredService<ILoggerFactory>().CreateLogger("RachelFoods");
        var (mark, refusal) = (Guid.NewGuid(), new InvalidOperationException("550 <eve@buyer.example> is unknown"));

        log.LogWarning(new TimeoutException("Given up for eve@buyer.example:", refusal), "{Mark} could not be sent.", mark);

        using var line = JsonDocument.Parse(await TestStage.Log.FindAsync($"{mark}"));
        var told = line.RootElement.GetProperty("Exception").GetString();
        Assert.Contains("System.TimeoutException: Given up for …@…:", told, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: 550 <…@…> is unknown", told, StringComparison.Ordinal);
        Assert.Equal($"{mark}", line.RootElement.GetProperty("Properties").GetProperty("Mark").GetString());
    }

    private static (string? Order, string? Store, string? User) Facts(Guid order, Person? user) =>
        ($"{order}", $"{StoreSeed.RachelFoods}", user?.Id.ToString());

    private static async Task<(string? Order, string? Store, string? User)> FactsOf(HttpResponseMessage answer)
    {
        // The request's last line; others, such as a warning, may stand before it.
        var id = answer.Headers.GetValues("X-Request-Id").Single();
        string? Line() => TestStage.Log.All.FirstOrDefault(l => l.Contains(id, StringComparison.Ordinal) && l.Contains("Elapsed", StringComparison.Ordinal));
        await Wait.Until(() => Task.FromResult(Line() is not null), "the request's line is written");
        using var json = JsonDocument.Parse(Line()!);
        var facts = json.RootElement.GetProperty("Properties");
        return (Fact("OrderId"), Fact("StoreId"), Fact("UserId"));

        string? Fact(string name) => facts.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
