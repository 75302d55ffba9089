using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Users;

namespace RachelFoods.Web.Pages.Checkout;

/// <summary>What checkout knows of a customer, so that they need not type it again.</summary>
public sealed class KnownBuyer(AccountService accounts, ProfileService profiles, AddressBook book)
{
    /// <summary>The customer's addresses that the store delivers to, the default first.</summary>
    public async Task<IReadOnlyList<AddressView>> AddressesAsync(Guid? buyer, AddressShape shape, CancellationToken ct) =>
        buyer is { } id ? [.. (await book.ListAsync(id, ct)).Where(a => a.Address.Country == shape.Country)] : [];

    /// <returns>The address that was taken; null if there is none.</returns>
    public async Task<Guid?> FillAsync(
        CheckoutForm form, Guid buyer, IReadOnlyList<AddressView> addresses, Guid? wanted, CancellationToken ct)
    {
        if (await accounts.FindAsync(buyer, ct) is not { } account)
        {
            return null;
        }
        form.Email = account.Email;
        if ((addresses.FirstOrDefault(a => a.Id == wanted) ?? addresses.FirstOrDefault()) is not { } chosen)
        {
            (form.Name, form.Phone, _, _) = await profiles.GetAsync(buyer, ct);
            return null;
        }
        form.Fill(chosen.Address);
        return chosen.Id;
    }

    /// <summary>Keeps the address if the customer asked for it. A book that is full stays as it is.</summary>
    public async Task KeepAsync(CheckoutForm form, Guid? buyer, CancellationToken ct)
    {
        if (form.KeepAddress && buyer is { } id)
        {
            await book.AddAsync(id, form.Read(), ct);
        }
    }
}
