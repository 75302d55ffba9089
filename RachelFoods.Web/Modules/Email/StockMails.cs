using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Email;

/// <summary>What a store is told of what runs low.</summary>
/// <param name="Rows">At most <see cref="Most"/>, by name.</param>
/// <param name="More">How many there are beyond these.</param>
public sealed record LowStockMail(IReadOnlyList<StockRowView> Rows, int More, string Address)
{
    public const int Most = 50;

    public int Count => Rows.Count + More;

    public MailButton SeeStock => new("See what is low", Address);
}

/// <summary>The store's own mail about its stock. What is plentiful again by now is left out.</summary>
internal sealed class StockMails(MailPost post, StaffStock stock, StoreUrls urls, StoreContext stores) : IHandle<LowStockFound>
{
    public async Task HandleAsync(LowStockFound message, CancellationToken ct)
    {
        var low = (await stock.ListAsync(message.VariantIds, ct)).Where(row => row.IsLow).ToList();
        if (low.Count > 0 && !string.IsNullOrWhiteSpace(stores.Current.Contact.Email))
        {
            var mail = new LowStockMail([.. low.Take(LowStockMail.Most)], Math.Max(0, low.Count - LowStockMail.Most), urls.Absolute("/admin/stock?show=Low"));
            await post.PostAsync(new NewMail("LowStock", message.Id, stores.Current.Contact.Email, mail), ct);
        }
    }
}
