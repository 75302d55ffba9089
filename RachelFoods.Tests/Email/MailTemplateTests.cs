using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Email;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Stores;
using static RachelFoods.Tests.Email.MailSamples;
using static RachelFoods.Web.Modules.Orders.PaymentMethod;

namespace RachelFoods.Tests.Email;

/// <summary>Each mail as it is kept beside these tests, as HTML and as text.</summary>
public sealed class The_templates_of_mails(Shop shop) : IClassFixture<Shop>
{
    private static readonly Dictionary<string, Func<Store, object>> OfKind = new(StringComparer.Ordinal)
    {
        ["ConfirmAddress"] = _ => AnAccountMail(),
        ["AddressKnown"] = _ => AnAccountMail(),
        ["ResetPassword"] = _ => AnAccountMail(),
        ["PasswordChanged"] = _ => AnAccountMail(),
        ["ConfirmNewEmail"] = _ => AnAccountMail(),
        ["EmailChanged"] = _ => AnAccountMail(),
        ["OrderReceived"] = store => AnOrderMail(store, OrderStatus.Pending, CashOnDelivery),
        ["OrderLink"] = store => AnOrderMail(store, OrderStatus.Preparing),
        ["OrderPaid"] = store => AnOrderMail(store, OrderStatus.Paid),
        ["OrderConfirmed"] = store => AnOrderMail(store, OrderStatus.Confirmed, CashOnDelivery),
        ["OrderPreparing"] = store => AnOrderMail(store, OrderStatus.Preparing),
        ["OrderShipping"] = store => AnOrderMail(store, OrderStatus.Shipping, CashOnDelivery),
        ["OrderDelivered"] = store => AnOrderMail(store, OrderStatus.Delivered),
        ["DeliveryFailed"] = store => AnOrderMail(store, OrderStatus.Preparing, reason: "Nobody opened"),
        ["OrderCancelled"] = store => AnOrderMail(
            store, OrderStatus.Cancelled, reason: "Out of egusi", refunds: ARefund(store, RefundState.Pending, RefundCause.OrderCancelled)),
        ["MoneyReturned"] = store => ARefundMail(store, RefundState.Pending, RefundCause.PaidTooLate),
        ["RefundSucceeded"] = store => ARefundMail(store, RefundState.Succeeded, RefundCause.OrderCancelled),
        ["LowStock"] = _ => ALowStockMail(),
        ["RefundFailed"] = store => ARefundMail(store, RefundState.Failed, RefundCause.OrderCancelled),
    };

    public static TheoryData<string> Kinds => [.. OfKind.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public async Task say_what_they_have_always_said(string kind)
    {
        var mail = await Write(StoreSeed.RachelFoods, kind);

        Snapshot.AssertSame($"{kind}.html", $"<!-- Subject: {mail.Subject} -->\n{mail.Html}");
        Snapshot.AssertSame($"{kind}.txt", $"Subject: {mail.Subject}\n\n{mail.Text}");
    }

    // Other currency, zone and name, and a tax that is part of the price.
    [Fact]
    public async Task speak_as_the_store_does_that_sends_them()
    {
        var mail = await Write(StoreSeed.SecondStore, "OrderPaid");

        Snapshot.AssertSame("OrderPaid.second-store.txt", $"Subject: {mail.Subject}\n\n{mail.Text}");
    }

    [Fact]
    public void are_all_among_those_that_are_compared()
    {
        var templates = Directory.EnumerateFiles(Path.Combine(Stage.Processes.ServerProcess.Root, "RachelFoods.Web", "Modules", "Email", "Templates"), "*.cshtml")
            .Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name[0] != '_');
        var kept = Directory.EnumerateFiles(Path.Combine(Stage.Processes.ServerProcess.Root, "RachelFoods.Tests", "Email", "Snapshots"), "*.html")
            .Select(file => Path.GetFileNameWithoutExtension(file));

        Assert.Equal(templates.Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task let_nobody_write_markup_into_a_mail(string kind)
    {
        var mail = await Write(StoreSeed.RachelFoods, kind);

        Assert.DoesNotContain("<b>", mail.Html, StringComparison.Ordinal);
    }

    private Task<WrittenMail> Write(Guid store, string kind) => shop.In(store, services => services.GetRequiredService<MailRendering>()
        .WriteAsync(kind, OfKind[kind](services.GetRequiredService<StoreContext>().Current)));
}
