using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Pages.Admin.Money;

/// <summary>Disputes, the most urgent first.</summary>
public sealed record DisputesView(IReadOnlyList<DisputeView> Rows);
