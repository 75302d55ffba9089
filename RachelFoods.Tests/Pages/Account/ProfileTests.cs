using System.Net;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Stage;

namespace RachelFoods.Tests.Pages.Account;

public sealed class The_page_of_a_customers_details(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task keeps_name_phone_language_and_the_choice_of_marketing()
    {
        var browser = await shop.LoggedIn(await shop.ABuyer());

        var answer = await Save(browser, "Ngozi Ọlá", "+1 212 555 0142", "yo", marketing: true);
        var page = await browser.Page("/account/profile");

        Assert.Equal("/account", answer.Headers.Location?.OriginalString);
        Assert.Equal("Ngozi Ọlá", page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Equal("+1 212 555 0142", page.QuerySelector("#Phone")!.GetAttribute("value"));
        Assert.Equal("yo", page.QuerySelector("#Language option[selected]")!.GetAttribute("value"));
        Assert.True(page.QuerySelector("[name=Marketing]")!.HasAttribute("checked"));
        Assert.Contains("Ngozi Ọlá", await browser.GetStringAsync("/fragments/header"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task takes_the_choice_of_marketing_back()
    {
        var browser = await shop.LoggedIn(await shop.ABuyer());
        await Save(browser, "Ngozi", "", "", marketing: true);

        await Save(browser, "Ngozi", "", "", marketing: false);

        Assert.False((await browser.Page("/account/profile")).QuerySelector("[name=Marketing]")!.HasAttribute("checked"));
    }

    [Theory]
    [InlineData("", "", "", "Name")]
    [InlineData("Ngozi", "not a number", "", "Phone")]
    [InlineData("Ngozi", "", "tlh", "Language")]
    public async Task refuses_what_is_wrong_beside_its_field_and_keeps_the_rest(string name, string phone, string language, string wrong)
    {
        var browser = await shop.LoggedIn(await shop.ABuyer());

        var answer = await Save(browser, name, phone, language, marketing: true);

        var page = await answer.Document();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotEqual("", page.Words($"#{wrong}-error"));
        Assert.Equal(phone, page.QuerySelector("#Phone")!.GetAttribute("value"));
        Assert.True(page.QuerySelector("[name=Marketing]")!.HasAttribute("checked"));
    }

    private static Task<HttpResponseMessage> Save(HttpClient browser, string name, string phone, string language, bool marketing)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["Name"] = name, ["Phone"] = phone, ["Language"] = language };
        if (marketing)
        {
            fields["Marketing"] = "true";
        }
        return browser.Send("/account/profile", fields);
    }
}
