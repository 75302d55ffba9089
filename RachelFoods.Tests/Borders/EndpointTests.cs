using RachelFoods.Tests.Safety;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Borders;

/// <summary>Whatever the app answers to stands in RachelFoods.Tests/Safety/endpoints.txt, with what it reads and how it answers to whom.</summary>
public sealed class The_endpoints(Shop shop) : IClassFixture<Shop>
{
    // What decides about money and rights is never read from a request.
    private static readonly string[] NeverTaken =
        ["StoreId", "UserId", "BuyerId", "Role", "Roles", "IsAdmin", "Total", "Subtotal", "Price", "Fee", "Discount", "Currency", "Status", "State", "Paid", "EmailConfirmed"];

    [Fact]
    public async Task stand_in_the_reviewed_table_with_all_that_they_read()
    {
        var real = (await EndpointTable.OfAsync(shop.Stage.Services)).Select(e => e.ToString()).ToList();
        var reviewed = EndpointRow.Reviewed.Select(row => row.Name.ToString()).ToList();

        var missing = real.Except(reviewed, StringComparer.Ordinal).ToList();
        var gone = reviewed.Except(real, StringComparer.Ordinal).ToList();
        Assert.True(missing.Count + gone.Count == 0, $"Missing:\n{string.Join('\n', missing)}\nGone:\n{string.Join('\n', gone)}");
    }

    [Fact]
    public void read_nothing_that_decides_about_money_or_rights()
    {
        var taken =
            from row in EndpointRow.Reviewed
            where row.Name.Method != "GET"
            from name in row.Name.Takes
            where NeverTaken.Contains(name.Split('.')[^1], StringComparer.OrdinalIgnoreCase) && !IsFilter(row, name)
            select $"{row.Name.Method} {row.Name.Address} takes {name}";

        Assert.Empty(taken);
    }

    // Which orders the list shows, and a saved view of it.
    private static bool IsFilter(EndpointRow row, string name) =>
        name == "Status" && row.Name.Address.Split('?')[0] is ("/admin/orders" or "/admin/orders/views");
}
