using RachelFoods.Web.Modules.Refunds;

namespace RachelFoods.Web.Pages.Admin.Refunds;

/// <summary>A row of the list of refunds with its button.</summary>
/// <param name="Who">Asked for it, by name.</param>
/// <param name="Query">The list's filter as it stands in the address, with its question mark, or empty.</param>
public sealed record RefundRowModel(RefundRowView Row, string Who, string Query, bool MayRetry, string? Problem = null, bool Done = false)
{
    public RefundView Refund => Row.Refund;

    public string Id => $"refund-{Refund.Id}";

    public string Action => $"/admin/refunds{(Query.Length > 0 ? Query + "&" : "?")}handler=Retry";

    public bool OffersRetry => MayRetry && Refund.IsOwed;
}
