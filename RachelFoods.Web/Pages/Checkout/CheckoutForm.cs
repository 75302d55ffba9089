using System.ComponentModel.DataAnnotations;
using RachelFoods.Web.Pages.Shared;

namespace RachelFoods.Web.Pages.Checkout;

public enum WalletUse
{
    None,
    All,
    Part,
}

/// <summary>What the buyer types, and two things the page remembers for them.</summary>
public sealed class CheckoutForm : AddressForm
{
    [Required(ErrorMessage = "Enter your e-mail address")]
    [StringLength(254, ErrorMessage = "Use an e-mail address of 254 characters or fewer")]
    [RegularExpression(@"^\s*[^@\s]+@[^@\s]+\.[^@\s.]+\s*$", ErrorMessage = "Enter an e-mail address like name@example.com", MatchTimeoutInMilliseconds = 200)]
    public string Email { get; set; } = "";

    [StringLength(1000, ErrorMessage = "Use 1000 characters or fewer")]
    public string? Notes { get; set; }

    public WalletUse Wallet { get; set; }

    /// <summary>Of store credit, where only a part of it is to be used; as it was typed.</summary>
    [StringLength(20, ErrorMessage = "Enter an amount like 5.00")]
    public string? WalletAmount { get; set; }

    /// <summary>Whether the address goes into the customer's book.</summary>
    public bool KeepAddress { get; set; }

    /// <summary>A code that is to be applied before anything is placed.</summary>
    public string? Code { get; set; }

    /// <summary>The code that was refused on the page that this comes from: sent again unchanged, it keeps nobody from ordering.</summary>
    public string? RefusedCode { get; set; }

    /// <summary>Sent twice, the same form places one order.</summary>
    public Guid FormKey { get; set; } = Guid.NewGuid();

    /// <summary>What was shown at review, protected.</summary>
    public string? Seen { get; set; }
}
