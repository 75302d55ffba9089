using System.ComponentModel.DataAnnotations;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;

namespace RachelFoods.Web.Pages.Admin.Stock;

/// <summary>What was counted of a variant, as a row's form says it.</summary>
public sealed class CountForm
{
    public Guid VariantId { get; set; }

    /// <summary>What the page said was on hand.</summary>
    public int Seen { get; set; }

    public Guid FormKey { get; set; }

    [Required(ErrorMessage = "Enter what you counted.")]
    [Range(0, CountStock.Most, ErrorMessage = "Enter what you counted: a whole number from 0 to 999,999.")]
    public int? Counted { get; set; }

    /// <summary>What the page had said when it was counted, where something has moved since.</summary>
    public int? Before { get; set; }

    public CountStock Read(Actor by) => new(VariantId, Counted!.Value, Before ?? Seen, FormKey, by, BeforeWhatMoved: Before is not null);
}

/// <summary>Goods that arrive, spoil, break or are found again.</summary>
public sealed class AdjustForm : IValidatableObject
{
    public Guid FormKey { get; set; }

    [Required(ErrorMessage = "Enter how many.")]
    [Range(-CountStock.Most, CountStock.Most, ErrorMessage = "Enter a whole number of at most 999,999.")]
    public int? Quantity { get; set; }

    [Required(ErrorMessage = "Choose what happened.")]
    public StockReason? Reason { get; set; }

    [StringLength(CountStock.LongestNote)]
    public string? Note { get; set; }

    public static IReadOnlyList<StockReason> Reasons { get; } =
        [StockReason.Received, StockReason.Spoiled, StockReason.Damaged, StockReason.Correction];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Reason is { } reason && !Reasons.Contains(reason))
        {
            yield return new ValidationResult("Choose what happened.", [nameof(Reason)]);
        }
        if (Quantity == 0 || (Quantity < 0 && Reason != StockReason.Correction))
        {
            yield return new ValidationResult(
                Reason == StockReason.Correction ? "Enter how many more, or with a minus how many fewer." : "Enter how many: 1 or more.", [nameof(Quantity)]);
        }
        if (Reason == StockReason.Correction && string.IsNullOrWhiteSpace(Note))
        {
            yield return new ValidationResult("Say what is corrected; whoever reads the history will ask.", [nameof(Note)]);
        }
    }

    public AdjustStock Read(Guid variantId, Actor by) => new(
        variantId,
        Reason is StockReason.Spoiled or StockReason.Damaged ? -Quantity!.Value : Quantity!.Value,
        Reason!.Value,
        FormKey,
        by,
        string.IsNullOrWhiteSpace(Note) ? null : Note.Trim());
}
