using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Admin.Orders;

/// <summary>The views of the list that a member of staff has saved. The one to be saved stands in the address.</summary>
[ResponseCache(NoStore = true)]
public sealed class ViewsModel(SavedViews saved) : OrdersPageModel
{
    [BindProperty, Required(ErrorMessage = "Give the view a name.")]
    [StringLength(SavedViews.LongestName, ErrorMessage = "Use at most 60 characters.")]
    public string Name { get; set; } = "";

    public IReadOnlyList<SavedViewView> List { get; private set; } = [];

    /// <summary>The view whose new name is not in order.</summary>
    public Guid? Tried { get; private set; }

    public string? Problem => ModelState[nameof(Name)]?.Errors.FirstOrDefault()?.ErrorMessage;

    [TempData]
    public string? Notice { get; set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct) =>
        View.Length is 0 or > SavedViews.LongestQuery || ModelState.Any(entry => entry.Key != nameof(Name) && entry.Value!.Errors.Count > 0)
            ? BadRequest()
            : Problem is null && await saved.SaveAsync(Me, Name, View, ct) is var result && Explain(result)
            ? Redirect("/admin/orders" + View)
            : await AgainAsync(ct);

    public async Task<IActionResult> OnPostRenameAsync(Guid id, CancellationToken ct)
    {
        if (Problem is null && await saved.RenameAsync(Me, id, Name, ct) is var result && (result == SaveViewResult.NotFound || Explain(result)))
        {
            return result == SaveViewResult.NotFound ? NotFound() : Done($"The view is called {Name.Trim()} now.");
        }
        Tried = id;
        return await AgainAsync(ct);
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken ct) =>
        await saved.DeleteAsync(Me, id, ct) ? Done("The view is deleted.") : NotFound();

    private Guid Me => User.BuyerId() ?? throw new InvalidOperationException("Nobody is logged in.");

    /// <returns>Whether it is done; what is wrong is said beside the name.</returns>
    private bool Explain(SaveViewResult result)
    {
        if (result == SaveViewResult.NameTaken)
        {
            ModelState.AddModelError(nameof(Name), "You have another view of this name.");
        }
        else if (result == SaveViewResult.TooMany)
        {
            ModelState.AddModelError(nameof(Name), $"You have {SavedViews.Most} views already. Delete one first.");
        }
        return Problem is null;
    }

    private RedirectResult Done(string notice)
    {
        Notice = notice;
        return Redirect("/admin/orders/views");
    }

    private async Task<IActionResult> AgainAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct) => List = await saved.ListAsync(Me, ct);
}
