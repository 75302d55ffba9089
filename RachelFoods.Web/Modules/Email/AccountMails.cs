using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Web.Modules.Email;

/// <summary>What mails about an account show.</summary>
/// <param name="Email">The account's address, or the one that it is to have.</param>
/// <param name="Address">Where the mail's button leads.</param>
/// <param name="Until">When the button's link ends; null for one that does not.</param>
public sealed record AccountMail(string Email, string Address, DateTimeOffset? Until)
{
    public MailButton Button(string words) => new(words, Address);
}

/// <summary>
/// What the owner of an account is told. A link is made here, when its mail is written, and not before; what has lost its reason in the
/// meantime is not written.
/// </summary>
internal sealed class AccountMails(MailPost post, AccountLinks links, AccountService accounts, StoreUrls urls)
    : IHandle<RegistrationWaits>, IHandle<AddressAlreadyKnown>, IHandle<PasswordResetAsked>, IHandle<PasswordChanged>, IHandle<EmailChangeAsked>,
        IHandle<EmailChanged>
{
    public async Task HandleAsync(RegistrationWaits message, CancellationToken ct) =>
        await PostAsync("ConfirmAddress", message, await links.ToConfirmAddressAsync(message.RegistrationId, ct), ct);

    public async Task HandleAsync(AddressAlreadyKnown message, CancellationToken ct) =>
        await PostAsync("AddressKnown", message, await links.ToResetPasswordAsync(message.UserId, ct), ct);

    public async Task HandleAsync(PasswordResetAsked message, CancellationToken ct) =>
        await PostAsync("ResetPassword", message, await links.ToResetPasswordAsync(message.UserId, ct), ct);

    public async Task HandleAsync(PasswordChanged message, CancellationToken ct)
    {
        if (await accounts.FindAsync(message.UserId, ct) is { } account)
        {
            var mail = new AccountMail(account.Email, urls.Absolute("/account/forgot-password"), null);
            await post.PostAsync(new NewMail("PasswordChanged", message.Id, account.Email, mail), ct);
        }
    }

    public async Task HandleAsync(EmailChangeAsked message, CancellationToken ct) =>
        await PostAsync("ConfirmNewEmail", message, await links.ToConfirmNewEmailAsync(message.ChangeId, ct), ct);

    public async Task HandleAsync(EmailChanged message, CancellationToken ct) =>
        await PostAsync("EmailChanged", message, await links.ToUndoEmailAsync(message.ChangeId, ct), ct);

    private async Task PostAsync(string kind, AccountEvent message, AccountLink? link, CancellationToken ct)
    {
        if (link is not null)
        {
            var mail = new AccountMail(link.To, link.Url, link.Until);
            await post.PostAsync(new NewMail(kind, message.Id, link.To, mail, Confidential: true), ct);
        }
    }
}
