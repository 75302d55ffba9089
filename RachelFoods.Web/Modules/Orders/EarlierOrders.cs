using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>Orders as the coupons ask for them.</summary>
internal sealed class EarlierOrders(ShopDb db) : IEarlierOrders
{
    public Task<bool> AnyAsync(CouponCustomer customer, CancellationToken ct)
    {
        var (userId, cartId) = (customer.UserId, customer.CartId);
        var email = customer.Email is { } typed ? CustomerEmail.Key(typed) : null;
        return db.Set<Order>().AnyAsync(
            o => ((userId != null && o.BuyerId == userId) || (email != null && o.EmailKey == email))
                && o.Status != OrderStatus.Cancelled
                && !(cartId != null && o.CartId == cartId && o.Status == OrderStatus.Pending && o.Method == PaymentMethod.Card),
            ct);
    }
}
