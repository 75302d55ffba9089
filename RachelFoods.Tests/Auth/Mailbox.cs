using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Auth;

/// <summary>The links that people get by mail, and what is about to be mailed.</summary>
internal static class Mailbox
{
    public const string Good = "palm oil and crayfish";

    public static string NewAddress() => $"new-{Guid.NewGuid():N}@people.example";

    public static Task<HttpResponseMessage> Register(this HttpClient browser, string email, string password = Good) =>
        browser.Send("/account/register", new() { ["Name"] = "Ngozi New", ["Email"] = email, ["Password"] = password });

    /// <summary>Somebody who has asked for an account and has not confirmed the address.</summary>
    /// <returns>With the id of the registration.</returns>
    public static async Task<Person> ANewcomer(this Shop shop, string? email = null, string password = Good)
    {
        email ??= NewAddress();
        await shop.Browser().Register(email, password);
        var id = await shop.Run(services => services.GetRequiredService<ShopDb>().Set<Registration>()
            .Where(r => r.Email == email).OrderByDescending(r => r.AskedAt).Select(r => r.Id).FirstAsync());
        return new Person(id, email, password);
    }

    /// <returns>Path and query of the link.</returns>
    public static Task<string> Link(this Shop shop, Func<AccountLinks, Task<AccountLink?>> make, Guid? store = null) =>
        shop.In(store ?? StoreSeed.RachelFoods, async services =>
        {
            var link = await make(services.GetRequiredService<AccountLinks>());
            Assert.NotNull(link);
            return new Uri(link.Url).PathAndQuery;
        });

    public static Task<string> ResetLink(this Shop shop, Person person, Guid? store = null) =>
        shop.Link(links => links.ToResetPasswordAsync(person.Id, CancellationToken.None), store);

    public static Task<string> ConfirmLink(this Shop shop, Person person) =>
        shop.Link(links => links.ToConfirmAddressAsync(person.Id, CancellationToken.None));

    public static Task<HttpResponseMessage> Confirm(this HttpClient browser, string link, string password = Good) =>
        browser.Follow(link, new() { ["Password"] = password });

    /// <summary>As who did not choose the password.</summary>
    /// <returns>Leads to where another one is chosen.</returns>
    public static Task<HttpResponseMessage> ConfirmAnew(this HttpClient browser, string link) =>
        browser.Send("/account/confirm?handler=Anew", new() { ["Token"] = link.Split("token=")[1] }, "/account/login");

    /// <summary>Presses the button of a link's page, also where the page would not show it any more.</summary>
    public static Task<HttpResponseMessage> Follow(this HttpClient browser, string link, Dictionary<string, string>? fields = null)
    {
        var (path, token) = (link.Split('?')[0], link.Split("token=")[1]);
        return browser.Send(path, new(fields ?? [], StringComparer.Ordinal) { ["Token"] = token }, "/account/login");
    }

    public static Task<HttpResponseMessage> Reset(this HttpClient browser, string link, string password) =>
        browser.Follow(link, new() { ["Password"] = password });

    public static Task<int> Messages(this Shop shop, string type, Guid about) => shop.Run(services => services.GetRequiredService<ShopDb>()
        .Set<OutboxMessage>().FromSql($"select * from outbox_messages where type = {type} and {about.ToString()} in (payload->>'UserId', payload->>'RegistrationId')").CountAsync());

    /// <summary>How many mails are asked for that go to this address: to confirm it, or to tell that it is known.</summary>
    public static Task<int> MailsAsked(this Shop shop, string email) => shop.Run(services => services.GetRequiredService<ShopDb>()
        .Set<OutboxMessage>().FromSql(
            $"""
            select * from outbox_messages where
                type = 'RegistrationWaits' and payload->>'RegistrationId' in (select id::text from registrations where upper(email) = upper({email}))
                or type = 'EmailChangeAsked' and payload->>'ChangeId' in (select id::text from email_changes where upper(new_email) = upper({email}))
                or type = 'AddressAlreadyKnown' and payload->>'UserId' in (select id::text from users where upper(email) = upper({email}))
            """).CountAsync());

    public static Task<LogInResult> LogIn(this Shop shop, string email, string password) => shop.Run(services =>
        services.GetRequiredService<AccountService>().LogInAsync(email, password, CancellationToken.None));
}
