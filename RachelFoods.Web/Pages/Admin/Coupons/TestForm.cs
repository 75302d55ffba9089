using System.ComponentModel.DataAnnotations;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Pages.Admin.Coupons;

/// <summary>A code, somebody, and a basket, all made up.</summary>
public sealed class TestForm
{
    public const int Rows = 4;

    [Required(ErrorMessage = "Enter a code"), StringLength(4 * CouponCode.Longest, ErrorMessage = "That is too long for a code")]
    public string Code { get; set; } = "";

    [StringLength(254, ErrorMessage = "Use 254 characters or fewer")]
    public string? Email { get; set; }

    public IList<TestLine> Lines { get; set; } = new List<TestLine>();

    /// <summary>As many rows as the page shows.</summary>
    public void Fill() => Lines =
        [.. Lines.Take(Rows), .. Enumerable.Range(0, Math.Max(0, Rows - Lines.Count)).Select(_ => new TestLine())];
}

public sealed class TestLine
{
    [StringLength(64, ErrorMessage = "Use 64 characters or fewer")]
    public string? Sku { get; set; }

    [Range(1, 99, ErrorMessage = "Enter a number from 1 to 99")]
    public int? Quantity { get; set; }
}
