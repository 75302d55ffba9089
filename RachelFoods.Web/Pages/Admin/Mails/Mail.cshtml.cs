using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Admin.Mails;

[ResponseCache(NoStore = true)]
[ShowsMail(InFrame = true)]
public sealed class MailModel(IMailLog mails, StaffOrders orders, AccountService accounts) : PageModel
{
    [TempData]
    public string? Said { get; set; }

    [BindProperty, Required(ErrorMessage = "Enter the address it goes to."), StringLength(254)]
    public string? To { get; set; }

    /// <summary>The same form sent twice is one mail.</summary>
    [BindProperty]
    public Guid FormKey { get; set; }

    public MailView Mail { get; private set; } = null!;

    public string? OrderNumber { get; private set; }

    public string RequestedBy { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }
        (To, FormKey) = (Mail.Row.Recipient, Guid.NewGuid());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (User.BuyerId() is not { } staffId || !await LoadAsync(id, ct))
        {
            return NotFound();
        }
        if (ModelState.IsValid && Problem(await mails.ResendAsync(id, FormKey, To, staffId, ct)) is { } problem)
        {
            ModelState.AddModelError(nameof(To), problem);
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        Said = $"It is sent again to {To!.Trim()}.";
        return LocalRedirect($"/admin/mails/{id}");
    }

    private static string? Problem(ResendMailResult result) => result switch
    {
        ResendMailResult.Waiting => null,
        ResendMailResult.NotAnAddress => "This is not an e-mail address, such as name@example.com.",
        ResendMailResult.StillWaiting => "It has not been sent the first time yet.",
        _ => "This mail cannot be sent again.",
    };

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await mails.FindAsync(id, ct) is not { } mail)
        {
            return false;
        }
        Mail = mail;
        OrderNumber = mail.Row.OrderId is { } order ? (await orders.NumbersAsync([order], ct)).GetValueOrDefault(order) : null;
        RequestedBy = mail.RequestedById is { } by ? (await accounts.NamesAsync([by], ct)).GetValueOrDefault(by, "somebody") : "";
        return true;
    }
}
