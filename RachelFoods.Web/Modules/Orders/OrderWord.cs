using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Orders;

/// <summary>
/// A word that an order is found by. A table of its own, for under row security only plain comparisons are looked up in an index: a word
/// and its beginning are a range of words.
/// </summary>
internal sealed class OrderWord(string word, DateTimeOffset placedAt, Guid orderId) : IStoreRow
{
    public Guid StoreId { get; private set; }

    /// <summary>As <see cref="SearchWords"/> writes it.</summary>
    public string Word { get; private set; } = word;

    /// <summary>The order's: what is found is put in order without looking at the orders.</summary>
    public DateTimeOffset PlacedAt { get; private set; } = placedAt;

    public Guid OrderId { get; private set; } = orderId;

    internal sealed class Mapping : IEntityTypeConfiguration<OrderWord>
    {
        public void Configure(EntityTypeBuilder<OrderWord> word)
        {
            word.ToTable("order_words");
            word.HasKey(w => new { w.StoreId, w.Word, w.PlacedAt, w.OrderId });
            // Letter by letter, so that a beginning is a range.
            word.Property(w => w.Word).HasMaxLength(SearchWords.Longest).UseCollation("C");
        }
    }
}
