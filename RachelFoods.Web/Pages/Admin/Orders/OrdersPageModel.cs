using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>What the list of orders and its pieces have in common: the filter, which stands in the address.</summary>
public abstract class OrdersPageModel : PageModel
{
    private static readonly string[] FilterNames = ["q", "status", "payment", "method", "from", "until", "at"];

    [BindProperty(SupportsGet = true), StringLength(100)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public OrderStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public PaymentStatus? Payment { get; set; }

    [BindProperty(SupportsGet = true)]
    public PaymentMethod? Method { get; set; }

    /// <summary>First and last day, in the store's zone.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    public bool IsFiltered => FilterNames.Any(name => Request.Query.ContainsKey(name));

    /// <summary>The filter alone, as it stands in the address.</summary>
    public string View => QueryHelpers.AddQueryString("", Named(FilterNames[..^1]));

    protected OrderFilter Filter => new(Q, Status, Payment, Method, From, Until);

    /// <summary>The filter as the address has it, at the same place of the list or at another.</summary>
    public string Query(string? at = null) =>
        at is null ? QueryHelpers.AddQueryString("", Named(FilterNames)) : QueryHelpers.AddQueryString(View, "at", at);

    private IEnumerable<KeyValuePair<string, string?>> Named(IEnumerable<string> names) =>
        names.Select(name => KeyValuePair.Create(name, (string?)Request.Query[name])).Where(pair => !string.IsNullOrEmpty(pair.Value));
}
