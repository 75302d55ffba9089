using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>
/// Orders by words. The database cannot tell beforehand how common a word is, and both ways are slow for the other one's words: so the
/// words are counted first, as far as it matters.
/// </summary>
/// <param name="common">So many are put in order in a moment. A word that is found more often is among the newest orders as well.</param>
internal sealed class OrderSearch(ShopDb db, int common = 50_000)
{
    public async Task<IQueryable<Order>> ContainingAsync(IQueryable<Order> orders, string text, CancellationToken ct)
    {
        var sought = SearchWords.In(text);
        if (sought.Count == 0)
        {
            return orders.Where(o => false);
        }
        var rare = await FindRareAsync(sought, ct);
        foreach (var words in sought.Where(s => s != rare).Select(Matching))
        {
            orders = orders.Where(o => words.Any(w => w.OrderId == o.Id));
        }
        return rare is null ? orders : With(orders, Matching(rare));
    }

    internal IQueryable<OrderWord> Matching(SoughtWord sought) =>
        sought.Phone is { } phone ? Within(sought.Word).Concat(Within(phone)) : Within(sought.Word);

    // The longest is the rarest, most likely.
    private async Task<SoughtWord?> FindRareAsync(IReadOnlyList<SoughtWord> sought, CancellationToken ct)
    {
        foreach (var word in sought.OrderByDescending(s => s.Word.First.Length))
        {
            if (await Matching(word).Take(common + 1).CountAsync(ct) <= common)
            {
                return word;
            }
        }
        return null;
    }

    // All that were found, in the list's order, and then the orders to them: as many as a page takes.
    private IQueryable<Order> With(IQueryable<Order> orders, IQueryable<OrderWord> words)
    {
        var found = words.Select(w => new { w.PlacedAt, w.OrderId }).Distinct()
            .OrderByDescending(w => w.PlacedAt).ThenByDescending(w => w.OrderId).Take(common);
        return orders.Join(found, o => new { o.PlacedAt, o.Id }, w => new { w.PlacedAt, Id = w.OrderId }, (o, _) => o);
    }

    private IQueryable<OrderWord> Within(WordRange range) => db.Set<OrderWord>().AsNoTracking()
        .Where(w => string.Compare(w.Word, range.First) >= 0 && string.Compare(w.Word, range.Last) <= 0);
}
