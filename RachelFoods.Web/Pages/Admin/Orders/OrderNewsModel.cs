using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>The line above an open list that tells of orders which have come since.</summary>
/// <param name="Since">The first order shown.</param>
/// <param name="Query">The list's filter as it stands in the address.</param>
public sealed record OrderNewsModel(ListCursor Since, int Count, string Query)
{
    public string List => "/admin/orders" + Query;

    /// <summary>Where the newest count is.</summary>
    public string News => $"/admin/orders/news{(Query.Length > 0 ? Query + "&" : "?")}since={Since}&told={Count}";

    public string Words => Count switch
    {
        1 => "1 new order",
        StaffOrders.MostNews => $"{Count} or more new orders",
        _ => $"{Count} new orders",
    };

    public static OrderNewsModel After(OrderList list, string query) => new(
        list.Rows is [var first, ..] ? new ListCursor(first.PlacedAt, first.Id, TowardsNewer: true) : new ListCursor(DateTimeOffset.UnixEpoch, Guid.Empty, TowardsNewer: true),
        0,
        query);
}
