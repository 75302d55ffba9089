using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Refill;

namespace RachelFoods.Web.Pages.Orders;

/// <summary>What was bought goes into the cart once more. The button for it stands in the list and on the order's page.</summary>
[Authorize]
public sealed class AgainModel(BuyAgainService again) : PageModel
{
    [TempData(Key = Cart.IndexModel.NoticeKey)]
    public string? Notice { get; set; }

    public IActionResult OnGet(string number) => LocalRedirect($"/orders/{Uri.EscapeDataString(number)}");

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken ct)
    {
        if (User.BuyerId() is not { } buyerId || await again.AddAsync(buyerId, number, ct) is not { } bought)
        {
            return NotFound();
        }
        Notice = Say(bought);
        return LocalRedirect("/cart");
    }

    private static string Say(BoughtAgain bought)
    {
        var added = bought.Units switch
        {
            0 => "Nothing of this order could be put into your cart.",
            1 => "We put 1 item of your earlier order into your cart, at today’s price.",
            var units => $"We put {units} items of your earlier order into your cart, at today’s prices.",
        };
        return bought.LeftOut.Count == 0 ? added : $"{added} Not to be had: {string.Join("; ", bought.LeftOut)}.";
    }
}
