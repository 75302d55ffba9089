using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>Which parts an address has in the country that the store delivers to.</summary>
/// <param name="Region">What the state is called there; null where addresses have none.</param>
/// <param name="PostalPattern">Null where any code, or none, will do.</param>
public sealed record AddressShape(string Country, string? Region, string PostalCode, string? PostalPattern, string PostalExample)
{
    public string CountryName => new RegionInfo(Country).EnglishName;

    public string PostalLabel => PostalPattern is null ? $"{PostalCode} (if there is one)" : PostalCode;

    public static AddressShape Of(string country) => country switch
    {
        "US" => new(country, "State", "ZIP code", "^[0-9]{5}(-[0-9]{4})?$", "11201"),
        "CA" => new(country, "Province", "Postal code", "^[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]$", "K1A 0B1"),
        "GB" => new(country, null, "Postcode", "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}$", "SW1A 1AA"),
        "NG" => new(country, "State", "Postal code", null, "100001"),
        _ => new(country, null, "Postal code", null, ""),
    };

    /// <summary>What the form's own rules cannot know, because they are the same for every country.</summary>
    public void Check(CheckoutForm form, ModelStateDictionary state)
    {
        if (Region is not null && string.IsNullOrWhiteSpace(form.Region))
        {
            state.AddModelError($"{nameof(IndexModel.Form)}.{nameof(form.Region)}", $"Enter the {Region.ToLowerInvariant()}");
        }
        if (PostalPattern is not null && !Regex.IsMatch(form.PostalCode.Trim(), PostalPattern, RegexOptions.None, TimeSpan.FromMilliseconds(200)))
        {
            state.AddModelError($"{nameof(IndexModel.Form)}.{nameof(form.PostalCode)}", $"Enter a {PostalCode} like {PostalExample}");
        }
    }
}
