namespace RachelFoods.Web.Modules.Users;

/// <param name="Language">ISO 639 code; empty means the store's.</param>
/// <param name="Marketing">Whether the customer wants to hear of offers.</param>
public sealed record ProfileView(string Name, string Phone, string Language, bool Marketing);

/// <param name="Country">ISO 3166 alpha-2.</param>
public sealed record PostalAddress(
    string Name, string Phone, string Street, string City, string Region, string PostalCode, string Country);

public sealed record AddressView(Guid Id, PostalAddress Address, bool IsDefault);

public abstract record AddAddressResult
{
    /// <param name="Id">Of the new address, or of the one in the book that is the same.</param>
    public sealed record Added(Guid Id) : AddAddressResult;

    /// <param name="Most">As many as a book takes.</param>
    public sealed record BookIsFull(int Most) : AddAddressResult;
}
