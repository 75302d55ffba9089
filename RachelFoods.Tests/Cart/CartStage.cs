using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Cart;

namespace RachelFoods.Tests.Cart;

/// <summary>Carts as the pages use them, each act in a scope of its own.</summary>
internal static class CartStage
{
    public static async Task<CartOwner> AGuestWith(this Shop shop, Guid variantId, int quantity) =>
        new(null, Assert.IsType<CartResult.Done>(await shop.Add(new CartOwner(null, null), variantId, quantity)).Cart.Id);

    public static async Task<CartOwner> ABuyerWith(this Shop shop, Guid variantId, int quantity)
    {
        var owner = new CartOwner((await shop.ABuyer()).Id, null);
        Assert.IsType<CartResult.Done>(await shop.Add(owner, variantId, quantity));
        return owner;
    }

    public static Task<CartResult> Add(this Shop shop, CartOwner owner, Guid variantId, int quantity) =>
        shop.Run(services => services.GetRequiredService<CartService>().AddAsync(owner, variantId, quantity, CancellationToken.None));

    public static Task<CartResult> Set(this Shop shop, CartOwner owner, Guid variantId, int quantity) =>
        shop.Run(services => services.GetRequiredService<CartService>().SetQuantityAsync(owner, variantId, quantity, CancellationToken.None));

    public static Task<CartView> Look(this Shop shop, CartOwner owner) =>
        shop.Run(services => services.GetRequiredService<CartService>().FindAsync(owner, CancellationToken.None));

    public static Task<MergeResult> Merge(this Shop shop, CartOwner guest, CartOwner customer) => shop.Run(services =>
        services.GetRequiredService<CartService>().MergeAsync(guest.CartId!.Value, customer.UserId!.Value, CancellationToken.None));
}
