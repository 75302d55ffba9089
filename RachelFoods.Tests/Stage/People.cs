using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Stage;

/// <summary>Someone with an account, and the password that only a test knows.</summary>
public sealed record Person(Guid Id, string Email, string Password);

/// <summary>Accounts, and browsers that are logged in.</summary>
public static partial class People
{
    public static Task<Person> ABuyer(this Shop shop, Guid? store = null) => shop.APerson(Role.Buyer, store);

    public static Task<Person> AMemberOfStaff(this Shop shop, Guid? store = null) => shop.APerson(Role.Staff, store);

    public static Task<Person> AnAdmin(this Shop shop, Guid? store = null) => shop.APerson(Role.Admin, store);

    public static async Task<HttpClient> LoggedIn(this Shop shop, Person person, string host = "localhost", Uri? at = null)
    {
        var browser = shop.Browser(host, at);
        var answer = await browser.LogIn(person.Email, person.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public static Task<HttpResponseMessage> LogIn(this HttpClient browser, string email, string password, string? returnUrl = null) =>
        browser.Send("/account/login", new() { ["Email"] = email, ["Password"] = password, ["ReturnUrl"] = returnUrl ?? "" });

    /// <summary>Opens the page, then posts the fields with the page's own antiforgery token.</summary>
    public static async Task<HttpResponseMessage> Send(this HttpClient browser, string address, Dictionary<string, string> fields, string? page = null)
    {
        var form = await browser.GetStringAsync(page ?? address);
        var token = Token().Match(form);
        Assert.True(token.Success, $"{page ?? address} has no form.");
        var content = new Dictionary<string, string>(fields, StringComparer.Ordinal) { ["__RequestVerificationToken"] = token.Groups["token"].Value };
        return await browser.PostAsync(address, new FormUrlEncodedContent(content));
    }

    private static Task<Person> APerson(this Shop shop, Role role, Guid? store) => shop.In(store ?? StoreSeed.RachelFoods, async services =>
    {
        var account = new NewAccount($"Somebody {role}", $"{role}-{Guid.NewGuid():N}@people.example".ToLowerInvariant(), $"a quiet {Guid.NewGuid():N}");
        var added = await services.GetRequiredService<AccountService>().AddAsync(account, [role], CancellationToken.None);
        return new Person(Assert.IsType<AddAccountResult.Added>(added).UserId, account.Email, account.Password);
    });

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="(?<token>[^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
