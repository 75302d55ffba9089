using FsCheck;
using FsCheck.Fluent;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Cart;

public sealed class Merging_two_carts(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task adds_up_what_both_hold()
    {
        var (egusi, fufu, ogi) = (await shop.AProduct(), await shop.AProduct(), await shop.AProduct());
        var guest = await shop.AGuestWith(egusi.VariantId, 2);
        await shop.Add(guest, fufu.VariantId, 1);
        var customer = await shop.ABuyerWith(egusi.VariantId, 3);
        await shop.Add(customer, ogi.VariantId, 1);

        var merged = await shop.Merge(guest, customer);

        Assert.Equal(new MergeResult(3, 4), merged);
        Assert.Equal(
            new Dictionary<Guid, int> { [egusi.VariantId] = 5, [fufu.VariantId] = 1, [ogi.VariantId] = 1 },
            (await shop.Look(customer)).Lines.ToDictionary(l => l.VariantId, l => l.Quantity));
        Assert.Null((await shop.Look(guest)).Id);
    }

    [Fact]
    public async Task stops_at_the_stock()
    {
        var egusi = await shop.AProduct(onHand: 4);
        var guest = await shop.AGuestWith(egusi.VariantId, 3);
        var customer = await shop.ABuyerWith(egusi.VariantId, 3);

        await shop.Merge(guest, customer);

        Assert.Equal(4, (await shop.Look(customer)).Count);
    }

    [Fact]
    public async Task gives_a_customer_without_a_cart_the_guests_own()
    {
        var egusi = await shop.AProduct();
        var guest = await shop.AGuestWith(egusi.VariantId, 2);
        var customer = new CartOwner((await shop.ABuyer()).Id, null);

        await shop.Merge(guest, customer);

        Assert.Equal((guest.CartId, 2), ((await shop.Look(customer)).Id, (await shop.Look(customer)).Count));
        Assert.Null((await shop.Look(guest)).Id);
    }

    [Fact]
    public async Task keeps_the_cart_whose_order_waits_for_its_payment()
    {
        var (egusi, fufu) = (await shop.AProduct(onHand: 3), await shop.AProduct());
        var guest = await shop.AGuestWith(egusi.VariantId, 2);
        var order = await AnOrderFrom(guest.CartId!.Value, egusi.VariantId, 2);
        var customer = await shop.ABuyerWith(fufu.VariantId, 1);
        await shop.Add(customer, egusi.VariantId, 1);

        var merged = await shop.Merge(guest, customer);

        var both = await shop.Look(customer);
        Assert.Equal(new MergeResult(2, 2), merged);
        Assert.Equal(guest.CartId, both.Id);
        Assert.Equal(
            new Dictionary<Guid, int> { [egusi.VariantId] = 3, [fufu.VariantId] = 1 }, both.Lines.ToDictionary(l => l.VariantId, l => l.Quantity));

        await shop.MarkPaid(order);

        Assert.DoesNotContain((await shop.Look(customer)).Lines, l => l.VariantId == egusi.VariantId);
    }

    [Fact]
    public async Task keeps_the_customers_own_when_orders_wait_for_both()
    {
        var (egusi, fufu) = (await shop.AProduct(), await shop.AProduct());
        var guest = await shop.AGuestWith(egusi.VariantId, 2);
        var customer = await shop.ABuyerWith(fufu.VariantId, 1);
        var ownId = (await shop.Look(customer)).Id!.Value;
        var guests = await AnOrderFrom(guest.CartId!.Value, egusi.VariantId, 2);
        await AnOrderFrom(ownId, fufu.VariantId, 1);

        await shop.Merge(guest, customer);

        Assert.Equal((ownId, 3), ((await shop.Look(customer)).Id, (await shop.Look(customer)).Count));
        Assert.Equal(OrderStatus.Pending, (await shop.Look(guests)).Status);
    }

    [Fact]
    public async Task happens_once_however_often_it_is_asked_for()
    {
        var (egusi, fufu) = (await shop.AProduct(), await shop.AProduct());
        var guest = await shop.AGuestWith(egusi.VariantId, 2);
        var customer = await shop.ABuyerWith(fufu.VariantId, 1);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.Merge(guest, customer)));

        Assert.Equal(3, (await shop.Look(customer)).Count);
    }

    [Fact]
    public async Task takes_nothing_from_another_customer()
    {
        var egusi = await shop.AProduct();
        var victim = await shop.ABuyerWith(egusi.VariantId, 2);
        var stolen = new CartOwner(null, (await shop.Look(victim)).Id);

        await shop.Merge(stolen, new CartOwner((await shop.ABuyer()).Id, null));

        Assert.Equal(2, (await shop.Look(victim)).Count);
    }

    private async Task<Guid> AnOrderFrom(Guid cartId, Guid variantId, int quantity) => Assert.IsType<PlaceOrderResult.Placed>(
        await shop.Place(await shop.Wish(variantId, quantity) with { CartId = cartId })).OrderId;

    [Fact]
    public void never_loses_a_line_or_shrinks_it()
    {
        var quantities = Gen.Choose(0, 99).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(quantities, quantities, Gen.Choose(0, 300).ToArbitrary(), (one, other, sellable) =>
        {
            var together = CartMerge.Together(one, other, sellable);
            return together >= Math.Max(one, other)
                && together <= Math.Min(one + other, 99)
                && (together <= sellable || together == Math.Max(one, other));
        }));
    }
}
