using System.Text.RegularExpressions;

namespace RachelFoods.Tests.Borders;

/// <summary>The table of modules and who may call whom. A new arrow is a deliberate edit here, with its reason in docs/decisions.</summary>
public sealed partial class The_modules
{
    // Every module may call Stores besides; nobody calls Email, which may call all. The table was seen to fail with wrong arrows put in.
    private static readonly Dictionary<string, string[]> MayCall = new(StringComparer.Ordinal)
    {
        ["Stores"] = [],
        ["Auth"] = [],
        ["Users"] = ["Auth"],
        ["Products"] = [],
        ["Inventory"] = ["Products"],
        ["Promotions"] = ["Auth", "Products"],
        ["Shipping"] = [],
        ["Wallet"] = ["Users"],
        ["Pricing"] = [],
        ["Cart"] = ["Products", "Inventory", "Promotions", "Shipping", "Wallet", "Pricing"],
        ["Orders"] = ["Auth", "Users", "Products", "Inventory", "Promotions", "Shipping", "Wallet", "Pricing", "Cart"],
        ["Payments"] = ["Orders", "Wallet"],
        ["Refunds"] = ["Orders", "Payments", "Wallet", "Inventory", "Pricing"],
        // Sees all money and moves none: docs/decisions/reconciliation-stands-above.md.
        ["Reconciliation"] = ["Inventory", "Orders", "Payments", "Refunds", "Wallet"],
        ["Refill"] = ["Users", "Products", "Cart", "Orders", "Payments"],
        ["Deliveries"] = ["Auth", "Orders", "Payments", "Shipping"],
        ["Reviews"] = ["Products", "Orders"],
        ["Referrals"] = ["Users", "Promotions", "Orders", "Wallet"],
        ["Marketplace"] = ["Products", "Orders", "Payments", "Refunds", "Wallet", "Pricing"],
    };

    [Fact]
    public void call_only_whom_the_table_allows()
    {
        var wrong =
            from source in Source.Below("Modules")
            where source.Module != "Email"
            from called in source.ModulesNamed
            where called == "Email" || (called != "Stores" && !MayCall.GetValueOrDefault(source.Module!, []).Contains(called, StringComparer.Ordinal))
            select $"{source.Path} names {called}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void stand_in_the_table_and_leave_Stores_alone_at_the_bottom()
    {
        var modules = Source.Below("Modules").Select(s => s.Module!).Distinct(StringComparer.Ordinal);

        Assert.Empty(modules.Except([.. MayCall.Keys, "Email"], StringComparer.Ordinal));
        Assert.Empty(MayCall["Stores"]);
    }

    [Fact]
    public void call_in_no_circle()
    {
        var left = MayCall.ToDictionary(m => m.Key, m => m.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (left.Where(m => m.Value.Count == 0).Select(m => m.Key).ToList() is { Count: > 0 } lowest)
        {
            lowest.ForEach(module => left.Remove(module));
            foreach (var called in left.Values)
            {
                called.ExceptWith(lowest);
            }
        }

        Assert.Empty(left);
    }

    [Theory]
    [InlineData("Kernel")]
    [InlineData("Data")]
    public void are_unknown_below(string folder)
    {
        var wrong = from source in Source.Below(folder) from called in source.ModulesNamed select $"{source.Path} names {called}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void are_asked_by_pages_which_know_neither_database_nor_Stripe_nor_Email()
    {
        var wrong =
            from source in Source.Below("Pages")
            from found in Underground().Matches(source.Text).Select(m => m.Value)
                .Concat(source.ModulesNamed.Where(m => m == "Email"))
            select $"{source.Path} names {found}";

        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"\bShopDb\b|\bOutboxMessage\b|\bNpgsql\w*\b|Microsoft\.EntityFrameworkCore|\busing (static )?Stripe\b|\bStripe\.[A-Z]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Underground();
}
