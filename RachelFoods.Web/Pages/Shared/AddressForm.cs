using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using RachelFoods.Web.Modules.Users;

namespace RachelFoods.Web.Pages.Shared;

/// <summary>An address as somebody types it: at checkout, or for their book. Its fields are the partial <c>_AddressFields</c>.</summary>
public class AddressForm
{
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

    /// <summary>Of the country that the form is for. The page says it; nobody sends it.</summary>
    internal AddressShape Shape { get; set; } = AddressShape.Of("US");

    /// <summary>What the form's own rules cannot know, because they are the same for every country.</summary>
    /// <param name="prefix">Of the fields' names.</param>
    public void CheckShape(ModelStateDictionary state, string prefix)
    {
        if (Shape.FaultInRegion(Region) is { } region)
        {
            state.AddModelError($"{prefix}.{nameof(Region)}", region);
        }
        if (Shape.FaultInPostalCode(PostalCode) is { } code)
        {
            state.AddModelError($"{prefix}.{nameof(PostalCode)}", code);
        }
    }

    public PostalAddress Read() => new(
        Name.Trim(), Phone.Trim(), Street.Trim(), City.Trim(), Shape.Region is null ? "" : Region.Trim(), PostalCode.Trim(), Shape.Country);

    public void Fill(PostalAddress address) => (Name, Phone, Street, City, Region, PostalCode) =
        (address.Name, address.Phone, address.Street, address.City, address.Region, address.PostalCode);
}
