using System.Net;
using AngleSharp.Dom;
using RachelFoods.Tests.Pages.Orders;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Tests.Pages.Admin;

public sealed class The_settings(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task are_for_admins_alone()
    {
        var staff = await shop.LoggedIn(await shop.AMemberOfStaff());
        var admin = await shop.LoggedIn(await shop.AnAdmin());

        Assert.Equal(HttpStatusCode.Redirect, (await shop.Browser().GetAsync("/admin/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/admin/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.Send("/admin/settings?handler=Platform", [], page: "/account")).StatusCode);
        Assert.Null((await staff.Page("/admin")).QuerySelector("nav a[href='/admin/settings']"));
        Assert.NotNull((await admin.Page("/admin")).QuerySelector("nav a[href='/admin/settings']"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task take_the_keys_and_never_show_them_again(bool htmx)
    {
        var (store, admin) = await AnAdminsStore();
        var form = Form(await admin.Page("/admin/settings"), "Keys");
        var keys = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PublishableKey"] = "pk_test_publishable1111",
            ["SecretKey"] = " sk_test_secret2222 ",
            ["WebhookSecrets"] = "whsec_hook3333, whsec_hook4444",
        };

        var saved = await admin.Submit(form, keys, htmx);

        Assert.Equal(htmx ? HttpStatusCode.OK : HttpStatusCode.Redirect, saved.StatusCode);
        var page = htmx ? await saved.Document() : await admin.Page("/admin/settings");
        Assert.Contains("The keys are saved", page.Words(".notice--ok"), StringComparison.Ordinal);
        Assert.Equal(["…1111", "…2222", "…4444"], page.QuerySelectorAll("td[data-label='Ends in']").Select(cell => cell.TextContent.Trim()));
        Assert.All(page.QuerySelectorAll("td[data-label=By]"), cell => Assert.Equal("Somebody Admin", cell.TextContent.Trim()));
        Assert.All(keys.Values, key => Assert.DoesNotContain(key.Trim(), page.DocumentElement.OuterHtml, StringComparison.Ordinal));
        Assert.Equal(("pk_test_publishable1111", "sk_test_secret2222"), await Keys(store));
    }

    [Fact]
    public async Task say_beside_each_field_what_is_wrong_and_keep_only_what_is_no_secret()
    {
        var (store, admin) = await AnAdminsStore();
        var form = Form(await admin.Page("/admin/settings"), "Keys");

        var answer = await admin.Submit(form, new() { ["PublishableKey"] = "pk_live_1", ["SecretKey"] = "sk_test_typed" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Document();
        Assert.Contains("live key, and this shop is for testing", page.Words("#PublishableKey-error"), StringComparison.Ordinal);
        Assert.Contains("all three", page.Words("#WebhookSecrets-error"), StringComparison.Ordinal);
        Assert.Equal("pk_live_1", page.QuerySelector("#PublishableKey")!.GetAttribute("value"));
        Assert.DoesNotContain("sk_test_typed", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Null(await Keys(store));
    }

    [Fact]
    public async Task change_one_key_and_leave_the_others()
    {
        var (store, admin) = await AnAdminsStore();
        await shop.UseOwnKeys(store.Id, account: "first");

        var answer = await admin.Submit(Form(await admin.Page("/admin/settings"), "Keys"), new() { ["SecretKey"] = "rk_test_first" });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(("pk_test_first", "rk_test_first"), await Keys(store));
    }

    [Fact]
    public async Task go_back_to_the_platforms_account()
    {
        var (store, admin) = await AnAdminsStore();
        await shop.UseOwnKeys(store.Id);

        var answer = await admin.Submit(Form(await admin.Page("/admin/settings"), "Platform"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("platform’s account", (await admin.Page("/admin/settings")).Words("#card-payments p"), StringComparison.Ordinal);
        Assert.Null(await Keys(store));
    }

    private static IElement Form(IDocument page, string handler) => page.QuerySelector($"form[action$='handler={handler}']")!;

    private async Task<(Store Store, HttpClient Browser)> AnAdminsStore()
    {
        var store = await shop.AStore();
        return (store, await shop.LoggedIn(await shop.AnAdmin(store.Id), store.CanonicalHost));
    }

    private Task<(string Publishable, string Secret)?> Keys(Store store) => shop.OwnKeysOf(store.Id);
}
