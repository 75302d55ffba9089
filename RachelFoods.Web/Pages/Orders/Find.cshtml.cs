using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Pages.Account;

namespace RachelFoods.Web.Pages.Orders;

/// <summary>For who has lost the link. The answer is the same whether there is such an order or not: the rest comes by mail.</summary>
[ResponseCache(NoStore = true)]
public sealed class FindModel(GuestOrders orders, RateLimits limits) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter the number of your order."), StringLength(30, ErrorMessage = "This is too long for an order number.")]
    public string Number { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Enter your e-mail address.")]
    [EmailAddress(ErrorMessage = "Enter an address like name@example.com.")]
    [StringLength(254, ErrorMessage = "This is too long for an e-mail address.")]
    public string Email { get; set; } = "";

    [TempData]
    public bool Asked { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }
        var number = GuestOrders.NumberIn(Number);
        if (await this.WaitAsync(limits, Limited.LinkByAddress, ct, (Limited.LinkByOrder, $"{number} {Email.Trim()}"), (Limited.LinkByEmail, Email)) is { } wait)
        {
            return wait;
        }
        await orders.AskLinkAsync(number, Email, ct);
        Asked = true;
        return Redirect("/orders/track");
    }
}
