using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Wallet;

namespace RachelFoods.Web.Pages.Account.Wallet;

[Authorize]
[ResponseCache(NoStore = true)]
public sealed class IndexModel(WalletService wallets, WalletStatements statements, StaffOrders orders, StoreContext stores, TimeProvider clock) : PageModel
{
    private const int UsualDays = 90;

    private static readonly DateOnly First = new(2000, 1, 1);

    /// <summary>First day, in the store's zone.</summary>
    [BindProperty(SupportsGet = true), DataType(DataType.Date)]
    public DateOnly? From { get; set; }

    /// <summary>Last day, in the store's zone.</summary>
    [BindProperty(SupportsGet = true), DataType(DataType.Date)]
    public DateOnly? To { get; set; }

    public WalletBalance Wallet { get; private set; } = null!;

    public WalletStatement Statement { get; private set; } = null!;

    private IReadOnlyDictionary<Guid, string> Numbers { get; set; } = new Dictionary<Guid, string>();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return ModelState.IsValid
            ? File(Encoding.UTF8.GetBytes(Write()), "text/csv; charset=utf-8", $"store-credit-{Statement.From:yyyy-MM-dd}-{Statement.To:yyyy-MM-dd}.csv")
            : this.Again();
    }

    public string? NumberOf(WalletMoveView move) => move.OrderId is { } id ? Numbers.GetValueOrDefault(id) : null;

    private async Task LoadAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), stores.Current.Zone).DateTime);
        var (from, to) = (From ?? today.AddDays(-UsualDays), To ?? today);
        if (from > to)
        {
            ModelState.AddModelError(nameof(To), "Choose a last day that is not before the first");
        }
        if (!ModelState.IsValid)
        {
            (from, to) = (today.AddDays(-UsualDays), today);
        }
        (From, To) = (from, to);
        Wallet = await wallets.FindAsync(this.Me(), ct);
        Statement = await statements.FindAsync(this.Me(), from < First ? First : from, to > today ? today : to, ct);
        Numbers = await orders.NumbersAsync([.. Statement.Moves.Select(m => m.OrderId).OfType<Guid>().Distinct()], ct);
    }

    private string Write()
    {
        var text = new StringBuilder(Csv.Line("When", "What", "Order", "Change", "Balance", "Currency"));
        void Add(string when, string what, string order, string change, Money balance) =>
            text.Append(Csv.Line(when, Csv.Text(what), Csv.Text(order), change, Csv.Amount(balance), balance.Currency));
        Add($"{Statement.From:yyyy-MM-dd}", "Opening balance", "", "", Statement.Opening);
        foreach (var move in Statement.Moves)
        {
            var at = TimeZoneInfo.ConvertTime(move.At, stores.Current.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            Add(at, move.Reason, NumberOf(move) ?? "", Csv.Amount(move.Change), move.Balance);
        }
        Add($"{Statement.To:yyyy-MM-dd}", "Closing balance", "", "", Statement.Closing);
        return text.ToString();
    }
}
