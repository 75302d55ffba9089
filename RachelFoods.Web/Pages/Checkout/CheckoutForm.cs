using System.ComponentModel.DataAnnotations;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>What the buyer types, and two things the page remembers for them.</summary>
public sealed class CheckoutForm
{
    [Required(ErrorMessage = "Enter your e-mail address")]
    [StringLength(254, ErrorMessage = "Use an e-mail address of 254 characters or fewer")]
    [RegularExpression(@"^\s*[^@\s]+@[^@\s]+\.[^@\s.]+\s*$", ErrorMessage = "Enter an e-mail address like name@example.com", MatchTimeoutInMilliseconds = 200)]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Enter the name of who receives the parcel")]
    [StringLength(200, MinimumLength = 2, ErrorMessage = "Use a name of 2 to 200 characters")]
    public string Name { get; set; } = "";

    [Required(ErrorMessage = "Enter a phone number")]
    [StringLength(20, MinimumLength = 10, ErrorMessage = "Use a phone number of 10 to 20 characters")]
    [RegularExpression(@"^\+?[0-9 ()./\-]+$", ErrorMessage = "Use digits, spaces and a plus sign only", MatchTimeoutInMilliseconds = 200)]
    public string Phone { get; set; } = "";

    [Required(ErrorMessage = "Enter the street and house number")]
    [StringLength(500, MinimumLength = 10, ErrorMessage = "Use an address of 10 to 500 characters: street, house number, apartment")]
    public string Street { get; set; } = "";

    [Required(ErrorMessage = "Enter the city")]
    [StringLength(100, MinimumLength = 2, ErrorMessage = "Use a city of 2 to 100 characters")]
    public string City { get; set; } = "";

    // Whether it must be filled in depends on the country: AddressShape.
    [Required(AllowEmptyStrings = true), DisplayFormat(ConvertEmptyStringToNull = false)]
    [StringLength(100, ErrorMessage = "Use 100 characters or fewer")]
    public string Region { get; set; } = "";

    [Required(AllowEmptyStrings = true), DisplayFormat(ConvertEmptyStringToNull = false)]
    [StringLength(20, ErrorMessage = "Use 20 characters or fewer")]
    public string PostalCode { get; set; } = "";

    [StringLength(1000, ErrorMessage = "Use 1000 characters or fewer")]
    public string? Notes { get; set; }

    /// <summary>Sent twice, the same form places one order.</summary>
    public Guid FormKey { get; set; } = Guid.NewGuid();

    /// <summary>What was shown at review, protected.</summary>
    public string? Seen { get; set; }
}
