using System.Security.Claims;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Pages.Shared;

/// <summary>What the header says to one person; everything else on a catalogue page is the same for everyone.</summary>
public sealed record HeaderView(int CartCount, string? AccountName, bool IsStaff)
{
    public static HeaderView Anyone { get; } = new(0, null, false);

    public static HeaderView Of(ClaimsPrincipal who, int cartCount) => new(cartCount, who.Identity?.Name, who.IsStaff());
}

/// <param name="Url">Null for the page itself.</param>
public sealed record Crumb(string Text, string? Url = null);

/// <param name="Previous">Address, or null on the first page.</param>
/// <param name="Next">Address, or null on the last page.</param>
/// <param name="Position">In words, for example "Page 2 of 5".</param>
public sealed record PagerView(string? Previous, string? Next, string Position)
{
    public static PagerView Numbered(int page, int pages, Func<int, string> url) => new(
        page > 1 ? url(page - 1) : null, page < pages ? url(page + 1) : null, $"Page {page} of {pages}");
}

/// <param name="Picture">Path below the web root that begins with <c>~/</c>.</param>
/// <param name="UnitPrice">For example "$2.00 per 100 g".</param>
public sealed record ProductCardView(string Slug, string Name, string Size, string Picture, Money Price, string? UnitPrice)
{
    /// <summary>Other variants cost more.</summary>
    public bool IsFrom { get; init; }

    public bool SoldOut { get; init; }

    /// <summary>One or two words, for example "Keep frozen".</summary>
    public string? Badge { get; init; }

    /// <summary>The variant that one press puts into the cart; null where there is a choice to make first.</summary>
    public Guid? AddVariantId { get; init; }

    /// <summary>True for the few that are seen without scrolling.</summary>
    public bool IsFirst { get; init; }
}

/// <summary>A quantity with minus and plus. The buttons appear with JavaScript; the number can always be typed.</summary>
/// <param name="Label">Names the quantity for those who do not see where it stands: "Quantity of Egusi".</param>
public sealed record StepperView(string Id, string Name, string Label, int Value, int Min = 1, int Max = 99)
{
    /// <summary>Id of the message that says what is wrong with the value; null if nothing.</summary>
    public string? ErrorId { get; init; }
}
