using System.Globalization;
using System.Text.RegularExpressions;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Users;

/// <summary>Which parts an address has in its country.</summary>
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

    /// <returns>What is wrong with the state, in words; null if nothing.</returns>
    public string? FaultInRegion(string region) =>
        Region is not null && string.IsNullOrWhiteSpace(region) ? $"Enter the {Region.ToLowerInvariant()}" : null;

    /// <returns>What is wrong with the postal code, in words; null if nothing.</returns>
    public string? FaultInPostalCode(string code) =>
        PostalPattern is not null && !Regex.IsMatch(code.Trim(), PostalPattern, RegexOptions.None, TimeSpan.FromMilliseconds(200))
            ? $"Enter a {PostalCode} like {PostalExample}"
            : null;
}

public static class StoresAddresses
{
    /// <summary>The shape of addresses where the store delivers.</summary>
    public static async Task<AddressShape> AddressShapeAsync(this StoreSettingsService settings, CancellationToken ct) =>
        AddressShape.Of((await settings.GetAsync(ct)).Country);
}
