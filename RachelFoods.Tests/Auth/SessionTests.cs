using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Auth;

public sealed class A_session(Shop shop) : IClassFixture<Shop>
{
    private const string Ticket = "shop-sign-in";

    [Fact]
    public async Task is_dead_after_log_out_even_for_who_kept_the_cookie()
    {
        var (browser, cookie) = await LogIn(await shop.ABuyer());
        Assert.Equal(HttpStatusCode.OK, await AccountWith(cookie));

        await browser.Send("/account/logout", [], "/account/logout");

        Assert.Equal(HttpStatusCode.Redirect, await AccountWith(cookie));
    }

    [Fact]
    public async Task on_another_device_outlives_a_log_out()
    {
        var buyer = await shop.ABuyer();
        var (browser, _) = await LogIn(buyer);
        var (_, other) = await LogIn(buyer);

        await browser.Send("/account/logout", [], "/account/logout");

        Assert.Equal(HttpStatusCode.OK, await AccountWith(other));
    }

    // Seen to fail without the comparison of stamps.
    [Fact]
    public async Task ends_within_one_request_when_the_security_stamp_changes()
    {
        var buyer = await shop.ABuyer();
        var (_, cookie) = await LogIn(buyer);

        await shop.Run(async services =>
        {
            var users = services.GetRequiredService<UserManager<User>>();
            await users.UpdateSecurityStampAsync((await users.FindByIdAsync(buyer.Id.ToString()))!);
        });

        Assert.Equal(HttpStatusCode.Redirect, await AccountWith(cookie));
    }

    // Seen to fail where other roles end no session.
    [Fact]
    public async Task ends_when_its_bearers_roles_become_others()
    {
        var staff = await shop.AMemberOfStaff();
        var browser = await shop.LoggedIn(staff);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin/orders")).StatusCode);

        await shop.Run(services => services.GetRequiredService<AccountService>().ChangeRolesAsync(staff.Id, [Role.Buyer], CancellationToken.None));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/admin/orders")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await shop.LoggedIn(staff)).GetAsync("/admin/orders")).StatusCode);
    }

    [Fact]
    public async Task can_be_ended_from_another_device_by_its_bearer_alone()
    {
        var (buyer, stranger) = (await shop.ABuyer(), await shop.LoggedIn(await shop.ABuyer()));
        var (browser, other) = (await shop.LoggedIn(buyer), await shop.LoggedIn(buyer));
        var page = await browser.GetStringAsync("/account/security");
        var there = System.Text.RegularExpressions.Regex.Match(
            page, "name=\"sessionId\" value=\"(?<id>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["id"].Value;

        var refused = await End(stranger, there);
        var stillThere = await other.GetAsync("/account");
        await End(browser, there);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, stillThere.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);

        static Task<HttpResponseMessage> End(HttpClient browser, string session) =>
            browser.Send("/account/security?handler=End", new() { ["sessionId"] = session }, "/account/security");
    }

    [Fact]
    public async Task ends_everywhere_when_its_bearer_says_so()
    {
        var buyer = await shop.ABuyer();
        var (browser, other) = (await shop.LoggedIn(buyer), await shop.LoggedIn(buyer));

        var answer = await browser.Send("/account/security?handler=Everywhere", [], "/account/security");

        Assert.Equal("/account/login", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account")).StatusCode);
        Assert.DoesNotContain("name=\"sessionId\"", await (await shop.LoggedIn(buyer)).GetStringAsync("/account/security"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/security")]
    [InlineData("/account/password")]
    [InlineData("/account/email")]
    public async Task is_asked_for_by_the_pages_of_an_account(string address)
    {
        var answer = await shop.Browser().GetAsync(address);

        Assert.Equal($"/account/login?returnUrl={Uri.EscapeDataString(address)}", answer.Headers.Location?.PathAndQuery);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("curl/8.0", "")]
    public void is_named_for_its_device(string userAgent, string name) => Assert.Equal(name, Devices.Name(userAgent));

    [Fact]
    public async Task is_new_at_each_log_in_and_the_browsers_old_one_ends()
    {
        var buyer = await shop.ABuyer();
        var (browser, before) = await LogIn(buyer);

        var after = CookieIn(await browser.LogIn(buyer.Email, buyer.Password));

        Assert.NotEqual(before, after);
        Assert.Equal(HttpStatusCode.Redirect, await AccountWith(before));
    }

    [Theory]
    [InlineData(Role.Buyer, 7 * 24)]
    [InlineData(Role.Staff, 12)]
    [InlineData(Role.Admin, 12)]
    public async Task lasts_as_long_as_its_bearers_role_allows(Role role, int hours)
    {
        var person = role switch { Role.Buyer => await shop.ABuyer(), Role.Staff => await shop.AMemberOfStaff(), _ => await shop.AnAdmin() };
        var answer = await shop.Browser().LogIn(person.Email, person.Password);

        var cookie = SetCookieHeaderValue.ParseList([.. answer.Headers.GetValues("Set-Cookie")]).Single(c => c.Name == Ticket);

        var left = cookie.Expires!.Value - TimeProvider.System.GetUtcNow();
        Assert.InRange(left.TotalHours, hours - 0.1, hours + 0.1);
        Assert.True(cookie.HttpOnly);
        Assert.Equal(Microsoft.Net.Http.Headers.SameSiteMode.Lax, cookie.SameSite);
    }

    [Fact]
    public async Task of_one_store_is_nobodys_in_another()
    {
        var (_, cookie) = await LogIn(await shop.ABuyer(StoreSeed.SecondStore), "second.localhost");

        Assert.Equal(HttpStatusCode.OK, await AccountWith(cookie, "second.localhost"));
        Assert.Equal(HttpStatusCode.Redirect, await AccountWith(cookie));
    }

    [Fact]
    public async Task token_of_a_form_of_one_store_is_refused_in_another()
    {
        var second = shop.Browser("second.localhost");
        var page = await second.GetAsync("/account/login");
        var token = System.Text.RegularExpressions.Regex.Match(
            await page.Content.ReadAsStringAsync(), "CfDJ[^\"]+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        using var replay = new HttpRequestMessage(HttpMethod.Post, "/account/login")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["__RequestVerificationToken"] = token }),
        };
        replay.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("shop-form", StringComparison.Ordinal)).Split(';')[0]);

        var answer = await shop.Browser().SendAsync(replay);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task costs_a_static_file_nothing()
    {
        using var file = new HttpRequestMessage(HttpMethod.Get, "/css/shop.css");
        file.Headers.Add("Cookie", Ticket + "=not-a-ticket");

        var answer = await shop.Browser().SendAsync(file);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task pages_are_never_kept_by_the_browser()
    {
        var answer = await (await shop.LoggedIn(await shop.ABuyer())).GetAsync("/account");

        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    private async Task<(HttpClient Browser, string Cookie)> LogIn(Person person, string host = "localhost")
    {
        var browser = shop.Browser(host);
        return (browser, CookieIn(await browser.LogIn(person.Email, person.Password)));
    }

    private static string CookieIn(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(Ticket + "=", StringComparison.Ordinal)).Split(';')[0];

    private async Task<HttpStatusCode> AccountWith(string cookie, string host = "localhost")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.Add("Cookie", cookie);
        return (await shop.Browser(host).SendAsync(request)).StatusCode;
    }
}
