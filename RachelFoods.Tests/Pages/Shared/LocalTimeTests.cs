using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Razor.TagHelpers;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Pages.Shared.TagHelpers;

namespace RachelFoods.Tests.Pages.Shared;

public class A_local_time
{
    private static readonly DateTimeOffset LateInLagos = new(2026, 3, 8, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Africa/Lagos", "en-NG", "9 Mar 2026")]
    [InlineData("America/New_York", "en-US", "Mar 8, 2026")]
    public void is_the_day_of_the_stores_zone(string zone, string culture, string day)
    {
        Assert.Equal(day, Render(zone, culture, TimePart.Date).Content.GetContent());
    }

    [Theory]
    [InlineData("America/New_York", "en-GB", "19:30")]
    [InlineData("Africa/Lagos", "en-GB", "00:30")]
    public void is_the_hour_of_the_stores_zone(string zone, string culture, string hour)
    {
        Assert.Equal(hour, Render(zone, culture, TimePart.Time).Content.GetContent());
        Assert.EndsWith(", " + hour, Render(zone, culture, TimePart.Both).Content.GetContent(), StringComparison.Ordinal);
    }

    [Fact]
    public void tells_machines_the_instant()
    {
        Assert.Equal("2026-03-08T23:30:00Z", Render("Africa/Lagos", "en-NG", TimePart.Both).Attributes["datetime"].Value);
    }

    private static TagHelperOutput Render(string zone, string culture, TimePart show)
    {
        var stores = new StoreContext(new HttpContextAccessor());
        using var entered = stores.Enter(new Store(Guid.NewGuid(), "Any", "", "any.example", "USD", zone, culture, new StoreContact("", "", "")));
        var output = new TagHelperOutput("local-time", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        new LocalTimeTagHelper(stores) { Value = LateInLagos, Show = show }
            .Process(new TagHelperContext([], new Dictionary<object, object>(), "one"), output);
        return output;
    }
}
