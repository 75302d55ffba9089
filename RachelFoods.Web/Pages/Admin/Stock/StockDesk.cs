using System.ComponentModel.DataAnnotations;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Products;
using RachelFoods.Web.Modules.Stores;
using RachelFoods.Web.Pages.Admin.Orders;

namespace RachelFoods.Web.Pages.Admin.Stock;

/// <summary>From when a variant is low, and how many of it one order may hold.</summary>
public sealed class LimitsForm
{
    [Range(0, CountStock.Most, ErrorMessage = "Enter a whole number from 0 to 999,999, or nothing.")]
    public int? LowAt { get; set; }

    [Range(1, ProductService.MostOfOne, ErrorMessage = "Enter a whole number from 1 to 99, or nothing.")]
    public int? MostPerOrder { get; set; }
}

/// <param name="Until">When it is given back unless it is paid; null for cash, which staff confirm or cancel.</param>
public sealed record HoldRow(string Number, int Quantity, DateTimeOffset Since, DateTimeOffset? Until);

public sealed record MoveRow(StockMovementView Move, string Who, string? OrderNumber);

/// <param name="StoreLowAt">The store's threshold, for variants without one of their own.</param>
public sealed record StockDeskView(
    StockRowView Row, IReadOnlyList<HoldRow> Holds, IReadOnlyList<MoveRow> Moves, ListCursor? Newer, ListCursor? Older, int StoreLowAt);

/// <summary>Brings together what the page of a variant shows.</summary>
public sealed class StockDesk(
    StaffStock stock,
    StockWatch watch,
    ProductService products,
    StaffOrders orders,
    AccountService accounts,
    StoreSettingsService settings)
{
    public async Task<StockDeskView?> FindAsync(Guid variantId, ListCursor? from, CancellationToken ct)
    {
        if (await stock.FindAsync(variantId, ct) is not { } row)
        {
            return null;
        }
        var (holds, history) = (await stock.HoldsAsync(variantId, ct), await stock.HistoryAsync(variantId, from, ct));
        var about = await orders.HoldsAsync([.. holds.Select(h => h.OrderId).Concat(history.Rows.Select(m => m.OrderId).OfType<Guid>()).Distinct()], ct);
        var names = await accounts.NamesAsync([.. history.Rows.Select(m => m.ById).OfType<Guid>().Distinct()], ct);
        return new StockDeskView(
            row,
            [.. holds.Where(h => about.ContainsKey(h.OrderId)).Select(h => new HoldRow(about[h.OrderId].Number, h.Quantity, h.Since, about[h.OrderId].HeldUntil))],
            [
                .. history.Rows.Select(m => new MoveRow(
                    m, StaffWords.Who(m.By, m.ById is { } id ? names.GetValueOrDefault(id) : null), m.OrderId is { } order ? about.GetValueOrDefault(order)?.Number : null)),
            ],
            history.Newer,
            history.Older,
            (await settings.GetAsync(ct)).LowStockAt);
    }

    public async Task LimitAsync(StockRowView row, LimitsForm limits, CancellationToken ct)
    {
        await products.LimitOrdersAsync(row.ProductId, limits.MostPerOrder, ct);
        await watch.SetLowAtAsync(row.VariantId, limits.LowAt, ct);
    }
}
