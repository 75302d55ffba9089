using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Cart;
using RachelFoods.Tests.Pages.Checkout;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Safety;

public sealed class Fields_that_no_form_has(Shop shop) : IClassFixture<Shop>
{
    private static readonly Dictionary<string, string> More = new(StringComparer.Ordinal)
    {
        ["StoreId"] = StoreSeed.SecondStore.ToString(),
        ["Role"] = "ADMIN",
        ["Roles"] = "ADMIN",
        ["Roles[0]"] = "ADMIN",
        ["EmailConfirmed"] = "true",
        ["Account.Role"] = "ADMIN",
        ["User.EmailConfirmed"] = "true",
    };

    [Fact]
    public async Task make_nobody_an_admin()
    {
        var email = $"more-{Guid.NewGuid():N}@people.example";

        using var answer = await shop.Browser().Send(
            "/account/register", new(More, StringComparer.Ordinal) { ["Name"] = "Ada", ["Email"] = email, ["Password"] = $"a quiet {Guid.NewGuid():N}" });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Empty(await shop.Run(services => services.GetRequiredService<ShopDb>().Set<User>().AsNoTracking().Where(u => u.Email == email).ToListAsync()));
    }

    [Fact]
    public async Task change_no_price_and_no_state()
    {
        using var browser = shop.Browser();
        await browser.AddToCart((await shop.AProduct(priceMinor: 60_00)).VariantId);
        var form = await CheckoutForm.OpenAsync(browser);
        foreach (var name in new[] { "Total", "TotalMinor", "Price", "Fee", "Discount", "Status", "BuyerId", "StoreId", "Currency" })
        {
            form[name] = "1";
        }

        using var placed = await form.SendAsync("/checkout?Total=1&Form.Total=1&Cart.Totals.Total=1&Price=1&Status=PAID");

        var token = placed.Headers.Location!.OriginalString.Split('/')[^1];
        var id = await shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().FromToken(token)));
        var order = await shop.Look(id!.Value);
        Assert.True(order.Total.Minor >= 60_00);
        Assert.Equal(OrderStatus.Pending, order.Status);
        Assert.Null(order.BuyerId);
    }
}
