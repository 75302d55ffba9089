using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Stage.Smtp;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Email;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Email;

/// <summary>A store with a mail server of its own, so that a test may do with it as it likes.</summary>
internal sealed record Mailing(Store Store, SmtpServer Server) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>What tests about mails need.</summary>
internal static class MailStage
{
    public static async Task<Mailing> AMailingStore(this Shop shop, SmtpMode mode = SmtpMode.Accept)
    {
        var (store, server) = (await shop.AStore(), await SmtpServer.StartAsync(new SmtpWish { Mode = mode }));
        await shop.SendsThrough(store.Id, server);
        return new Mailing(store, server);
    }

    public static Task SendsThrough(this Shop shop, Guid store, SmtpServer server) => shop.SendsThrough(store, SmtpServer.Host, server.Port);

    public static Task SendsThrough(this Shop shop, Guid store, string host, int port) => shop.In(store, async services =>
        Assert.IsType<ChangeMailSenderResult.Changed>(await services.GetRequiredService<MailSenders>().ChangeAsync(
            new NewMailSender(host, port, MailSecurity.None, "own@store.example", null, null), Guid.NewGuid(), default)));

    /// <returns>The mail's id.</returns>
    public static Task<Guid> APost(this Shop shop, Guid store, string? to = null, Guid? about = null, bool confidential = false) => shop.In(store, async services =>
    {
        var current = services.GetRequiredService<StoreContext>().Current;
        var mail = new NewMail(
            "OrderPaid", about ?? Guid.NewGuid(), to ?? AnAddress(), MailSamples.AnOrderMail(current, OrderStatus.Paid), Confidential: confidential);
        await services.GetRequiredService<MailPost>().PostAsync(mail, default);
        return (await services.GetRequiredService<ShopDb>().Set<Mail>().SingleAsync(m => m.DedupeKey == mail.Key)).Id;
    });

    public static string AnAddress() => string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}@readers.example");

    public static Task<Mail> MailOf(this Shop shop, Guid store, Guid id) => shop.In(store, services =>
        services.GetRequiredService<ShopDb>().Set<Mail>().AsNoTracking().SingleAsync(m => m.Id == id));

    public static Task<List<Mail>> MailsAbout(this Shop shop, Guid orderId, Guid? store = null) => shop.In(store ?? StoreSeed.RachelFoods, services =>
        services.GetRequiredService<ShopDb>().Set<Mail>().AsNoTracking().Where(m => m.OrderId == orderId).OrderBy(m => m.WrittenAt).ToListAsync());

    public static Task UntilMail(this Shop shop, Guid store, Guid id, MailState state) =>
        Wait.Until(async () => (await shop.MailOf(store, id)).State == state, $"the mail is {state}");

    public static Task UntilMailed(this Shop shop, Guid orderId, params string[] kinds) => Wait.Until(
        async () => (await shop.MailsAbout(orderId)) is var mails && kinds.All(kind => mails.Exists(m => m.Kind == kind && m.State == MailState.Sent)),
        $"{string.Join(", ", kinds)} are sent");
}
