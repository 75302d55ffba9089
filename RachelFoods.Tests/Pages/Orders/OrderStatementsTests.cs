using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Pages.Orders;

public sealed class Every_page_of_an_order(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_read_by_the_same_number_of_statements_however_many_lines()
    {
        var buyer = await shop.ABuyer();
        var (customer, staff) = (await shop.LoggedIn(buyer), await shop.LoggedIn(await shop.AMemberOfStaff()));
        var (one, six) = (await AnOrder(1), await AnOrder(6));
        await Count(one);

        var (withOne, withSix) = (await Count(one), await Count(six));

        Assert.Equal(6, (await customer.Page($"/orders/{six.Number}")).QuerySelectorAll(".order-line").Length);
        Assert.Equal(withOne, withSix);
        Assert.All(withSix, count => Assert.InRange(count, 1, 12));

        async Task<OrderView> AnOrder(int lines)
        {
            var wanted = new List<Wanted>();
            for (var i = 0; i < lines; i++)
            {
                wanted.Add(new Wanted(await shop.AVariant(), 1));
            }
            var placed = await shop.Place(await shop.Wish(wanted) with { BuyerId = buyer.Id });
            return await shop.Look(Assert.IsType<PlaceOrderResult.Placed>(placed).OrderId);
        }

        async Task<int[]> Count(OrderView order)
        {
            var token = await shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().ToToken(order.Id)));
            return
            [
                await customer.StatementsOf($"/orders/{order.Number}"),
                await customer.StatementsOf($"/orders/track/{token}"),
                await customer.StatementsOf($"/checkout/pay/{token}"),
                await staff.StatementsOf($"/admin/orders/{order.Number}"),
            ];
        }
    }
}
