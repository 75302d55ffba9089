using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Auth;
using RachelFoods.Tests.Email;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Pages.Cart;
using RachelFoods.Tests.Pages.Checkout;
using RachelFoods.Tests.Promotions;
using RachelFoods.Tests.Refunds;
using RachelFoods.Tests.Stage;
using RachelFoods.Tests.Stage.Smtp;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;
using RachelFoods.Web.Modules.Users;

namespace RachelFoods.Tests.Safety;

/// <summary>A form as it is sent by who may send it: about something of the buyer's, or of this store's.</summary>
/// <param name="By">Whom it belongs to.</param>
/// <param name="Path">Fills the holes of the address.</param>
internal sealed record FormSample(Asker By, Dictionary<string, string> Fields, string? Path = null);

/// <summary>One for each address that takes a form; a new one without fails.</summary>
internal sealed class FormSamples(Shop shop, Person buyer, Person staff)
{
    /// <summary>Stands for the password of whoever sends the form.</summary>
    public const string MyPassword = "{my password}";

    private const string Another = "ogbono soup at noon";

    /// <summary>Good for one time, or for a short one.</summary>
    public static bool IsBrief(EndpointName form) =>
        form.Address.EndsWith("=Undo", StringComparison.Ordinal) || form.Takes.Contains("Token", StringComparer.Ordinal);

    public async Task<FormSample> Of(EndpointName form) => form.Address switch
    {
        "/account/addresses?handler=Default" or "/account/addresses?handler=Remove" => Mine(new() { ["id"] = $"{await AnAddress()}" }),
        "/account/addresses/new" => Mine(AddressFields()),
        "/account/addresses/{id:guid}" => Mine(AddressFields(), $"/account/addresses/{await AnAddress()}"),
        "/account/confirm" => Anybodys(new() { ["Token"] = TokenOf(await shop.ConfirmLink(await shop.ANewcomer())), ["Password"] = Mailbox.Good }),
        "/account/confirm?handler=Anew" => Anybodys(new() { ["Token"] = TokenOf(await shop.ConfirmLink(await shop.ANewcomer())) }),
        "/account/email" => Mine(new() { ["Email"] = Mailbox.NewAddress(), ["Password"] = MyPassword }),
        "/account/email/confirm" => Anybodys(new() { ["Token"] = TokenOf(await AChange()) }),
        "/account/email/undo" => Anybodys(new() { ["Token"] = TokenOf(await AChange(done: true)) }),
        "/account/forgot-password" => Anybodys(new() { ["Email"] = Mailbox.NewAddress() }),
        "/account/login" => Anybodys(await LogInFields()),
        "/account/logout" or "/account/security?handler=Everywhere" => Mine([]),
        "/account/password" => Mine(new() { ["Current"] = MyPassword, ["Password"] = MyPassword }),
        "/account/profile" => Mine(new() { ["Name"] = "Ada Obi", ["Phone"] = "+1 212 555 0142", ["Language"] = "en", ["Marketing"] = "true" }),
        "/account/register" => Anybodys(new() { ["Name"] = "Ada Obi", ["Email"] = Mailbox.NewAddress(), ["Password"] = Another }),
        "/account/reset-password" => Anybodys(new() { ["Token"] = TokenOf(await shop.ResetLink(await shop.ABuyer())), ["Password"] = Another }),
        "/account/security?handler=End" => Mine(new() { ["sessionId"] = $"{await ASession()}" }),
        "/admin/coupons/new" => new(Asker.Admin, CouponFields()),
        "/admin/coupons/test" => new(Asker.Admin, new() { ["Form.Code"] = "NEVERWAS" }),
        "/admin/coupons/{id:guid}" => new(Asker.Admin, CouponFields(), $"/admin/coupons/{await shop.ACouponsId()}"),
        "/admin/coupons/{id:guid}?handler=Switch" => new(
            Asker.Admin, new() { ["version"] = "1", ["on"] = "false" }, $"/admin/coupons/{await shop.ACouponsId()}?handler=Switch"),
        "/admin/mails/{id:guid}" => new(Asker.Staff, new() { ["To"] = MailStage.AnAddress(), ["FormKey"] = $"{Guid.NewGuid()}" }, $"/admin/mails/{await AMail()}"),
        "/admin/orders?handler=Move" => new(Asker.Staff, MoveFields(await APaid(), OrderStatus.Confirmed)),
        "/admin/orders?handler=Undo" => new(Asker.Staff, MoveFields(await AMoved(), OrderStatus.Confirmed)),
        "/admin/orders/{number}?handler=Move" => OfOrder(await APaid(), order => MoveFields(order, OrderStatus.Confirmed), "?handler=Move"),
        "/admin/orders/{number}?handler=Undo" => OfOrder(await AMoved(), order => new() { ["version"] = $"{order.Version}" }, "?handler=Undo"),
        "/admin/orders/{number}?handler=Cancel" => OfOrder(await AnUnpaid(), order => MoveFields(order, OrderStatus.Cancelled), "?handler=Cancel"),
        "/admin/orders/{number}/cancel" => OfOrder(
            (await shop.AnOrderPaidAtStripe()).Order, order => new() { ["Version"] = $"{order.Version}", ["Reason"] = "Sold out.", ["Restock"] = $"{Guid.NewGuid()}" }, "/cancel"),
        "/admin/orders/views?handler=Save" => new(
            Asker.Staff, new() { ["Name"] = $"Paid {Guid.NewGuid():N}" }, "/admin/orders/views?handler=Save&status=Paid"),
        "/admin/orders/views?handler=Rename" => new(Asker.Staff, new() { ["id"] = $"{await AView()}", ["Name"] = $"Paid {Guid.NewGuid():N}" }),
        "/admin/orders/views?handler=Delete" => new(Asker.Staff, new() { ["id"] = $"{await AView()}", ["Name"] = "Paid" }),
        "/admin/refunds?handler=Retry" => new(Asker.Admin, new() { ["refundId"] = $"{await AFailedRefund()}" }),
        "/admin/settings?handler=Keys" => new(Asker.Elsewhere, new()
        {
            ["typed.PublishableKey"] = "pk_test_elsewhere",
            ["typed.SecretKey"] = "sk_test_elsewhere",
            ["typed.WebhookSecrets"] = "whsec_elsewhere",
        }),
        "/admin/settings?handler=Platform" or "/admin/settings/mail?handler=Platform" => new(Asker.Elsewhere, []),
        "/admin/settings/mail" => new(Asker.Elsewhere, new()
        {
            ["typed.Host"] = SmtpServer.Host,
            ["typed.Port"] = $"{shop.Stage.Mail.Port}",
            ["typed.Security"] = "None",
            ["typed.From"] = "own@store.example",
        }),
        "/admin/stock?handler=Count" => new(Asker.Staff, new()
        {
            ["count.VariantId"] = $"{await shop.AVariant()}",
            ["count.Seen"] = "10",
            ["count.Counted"] = "9",
            ["count.FormKey"] = $"{Guid.NewGuid()}",
        }),
        "/admin/stock/{id:guid}?handler=Adjust" => new(
            Asker.Staff,
            new() { ["Adjust.Reason"] = "Received", ["Adjust.Quantity"] = "1", ["Adjust.FormKey"] = $"{Guid.NewGuid()}" },
            $"/admin/stock/{await shop.AVariant()}?handler=Adjust"),
        "/admin/stock/{id:guid}?handler=Limits" => new(
            Asker.Staff, new() { ["Limits.LowAt"] = "3", ["Limits.MostPerOrder"] = "9" }, $"/admin/stock/{await shop.AVariant()}?handler=Limits"),
        "/admin/system?handler=Message" => new(Asker.Admin, new() { ["id"] = $"{await AMessagePutAside()}" }),
        "/admin/system?handler=Event" => new(Asker.Admin, new() { ["id"] = $"{await AnEventParked()}" }),
        "/cart/add" or "/cart?handler=Quantity" or "/cart?handler=Remove" => Mine(new() { ["variantId"] = $"{await InMyCart()}", ["quantity"] = "1" }),
        "/cart?handler=Coupon" or "/cart?handler=NoCoupon" => Mine(await CodeFields()),
        "/checkout?handler=Coupon" => Mine(await CheckoutFields(await shop.ACoupon())),
        "/checkout" or "/checkout?handler=Fit" or "/checkout?handler=NoCoupon" or "/checkout?handler=Wallet" => Mine(await CheckoutFields()),
        "/checkout/pay/{token}?handler=Intent" => await OfLink(await AnUnpaid(), links => links.PayPath, "?handler=Intent"),
        "/checkout/pay/{token}?handler=Page" => await OfLink(await AnUnpaid(), links => links.PayPath, "?handler=Page"),
        "/orders?handler=Claim" => await OfAGuest(_ => Mine([])),
        "/orders/track" => await OfAGuest(order => Anybodys(new() { ["Number"] = order.Number, ["Email"] = buyer.Email })),
        "/orders/track/{token}/cancel" => await OfLink(await AnUnpaid(), links => links.TrackingPath, "/cancel"),
        "/orders/{number}/again" => Mine([], $"/orders/{(await APaid()).Number}/again"),
        var unknown => throw new NotSupportedException($"{unknown} takes a form: write here what stands in it."),
    };

    private static FormSample Mine(Dictionary<string, string> fields, string? path = null) => new(Asker.Buyer, fields, path);

    private static FormSample Anybodys(Dictionary<string, string> fields) => new(Asker.Guest, fields);

    private static FormSample OfOrder(OrderView order, Func<OrderView, Dictionary<string, string>> fields, string act) =>
        new(Asker.Staff, fields(order), $"/admin/orders/{order.Number}{act}");

    // The link is all that its holder needs.
    private async Task<FormSample> OfLink(OrderView order, Func<OrderLinks, Func<Guid, string>> to, string act) => new(
        Asker.Buyer,
        new() { ["version"] = $"{order.Version}" },
        await shop.Run(services => Task.FromResult(to(services.GetRequiredService<OrderLinks>())(order.Id))) + act);

    // Placed with the buyer's address before they had an account.
    private async Task<FormSample> OfAGuest(Func<OrderView, FormSample> sample)
    {
        var wish = await shop.Wish(await shop.AVariant());
        var placed = Assert.IsType<PlaceOrderResult.Placed>(await shop.Place(wish with { Contact = wish.Contact with { Email = buyer.Email } }));
        return sample(await shop.Look(placed.OrderId));
    }

    private static string TokenOf(string link) => link.Split("token=")[1];

    private static Dictionary<string, string> MoveFields(OrderView order, OrderStatus target) => new()
    {
        ["move.Number"] = order.Number,
        ["move.Target"] = $"{target}",
        ["move.Version"] = $"{order.Version}",
        ["move.Reason"] = "As asked.",
    };

    private static Dictionary<string, string> CouponFields() => new()
    {
        ["Form.Code"] = $"T{Guid.NewGuid():N}",
        ["Form.Kind"] = "Percent",
        ["Form.Percent"] = "20",
        ["Form.Scope"] = "All",
        ["Form.Version"] = "1",
    };

    private static Dictionary<string, string> AddressFields() => new()
    {
        ["Form.Name"] = "Ada Obi",
        ["Form.Phone"] = "+1 212 555 0142",
        ["Form.Street"] = $"8 Palm Street, flat {Guid.NewGuid():N}",
        ["Form.City"] = "Brooklyn",
        ["Form.Region"] = "NY",
        ["Form.PostalCode"] = "11201",
    };

    private Task<Guid> AnAddress() => shop.Run(async services => Assert.IsType<AddAddressResult.Added>(
        await services.GetRequiredService<AddressBook>().AddAsync(
            buyer.Id, new("Ada Obi", "+1 212 555 0142", $"8 Palm Street, flat {Guid.NewGuid():N}", "Brooklyn", "NY", "11201", "US"), default)).Id);

    /// <returns>The link to the new address, or, once it is done, the one to the former.</returns>
    private async Task<string> AChange(bool done = false)
    {
        var person = await shop.ABuyer();
        await shop.Run(services => services.GetRequiredService<EmailChanges>().AskAsync(person.Id, person.Password, Mailbox.NewAddress(), default));
        var change = await shop.Run(services => services.GetRequiredService<ShopDb>().Set<EmailChange>().Where(c => c.UserId == person.Id).Select(c => c.Id).SingleAsync());
        var confirm = await shop.Link(links => links.ToConfirmNewEmailAsync(change, default));
        if (!done)
        {
            return confirm;
        }
        await shop.Run(services => services.GetRequiredService<EmailChanges>().ConfirmAsync(TokenOf(confirm), default));
        return await shop.Link(links => links.ToUndoEmailAsync(change, default));
    }

    private async Task<Dictionary<string, string>> LogInFields()
    {
        var visitor = await shop.ABuyer();
        return new() { ["Email"] = visitor.Email, ["Password"] = visitor.Password, ["ReturnUrl"] = "/account" };
    }

    /// <returns>The newest of the buyer's, in which nobody of the crawl asks.</returns>
    private async Task<Guid> ASession()
    {
        using var elsewhere = await shop.LoggedIn(buyer);
        return await shop.Run(services => services.GetRequiredService<ShopDb>().Set<UserSession>()
            .Where(s => s.UserId == buyer.Id).OrderByDescending(s => s.StartedAt).Select(s => s.Id).FirstAsync());
    }

    private async Task<OrderView> APaid() => await shop.APaidOrderOf(await shop.AVariant(), buyerId: buyer.Id);

    private async Task<OrderView> AMoved() => Assert.IsType<MoveOrderResult.Moved>(await shop.Move(await APaid(), OrderStatus.Confirmed)).Order;

    private async Task<OrderView> AnUnpaid() => await shop.AnOrderOf(await shop.AVariant());

    private Task<Guid> AView() => shop.Run(async services =>
    {
        var (views, name) = (services.GetRequiredService<SavedViews>(), $"Paid {Guid.NewGuid():N}");
        await views.SaveAsync(staff.Id, name, "?status=Paid", default);
        return (await views.ListAsync(staff.Id, default)).Single(v => v.Name == name).Id;
    });

    private async Task<Guid> AMail()
    {
        var order = await APaid();
        await shop.UntilMailed(order.Id, "OrderPaid");
        return (await shop.MailsAbout(order.Id)).Single(m => m.Kind == "OrderPaid").Id;
    }

    private async Task<Guid> AFailedRefund()
    {
        var (order, intent) = await shop.AnOrderPaidAtStripe(card: "pm_card_refundFail");
        await shop.CancelPaid(order);
        await shop.UntilRefunds(order.Id, RefundState.Succeeded);
        await shop.SettleAtStripe((string)(await shop.RefundsAtStripe(intent))[0]["id"]!);
        await shop.UntilRefunds(order.Id, RefundState.Failed);
        return (await shop.RefundsOf(order.Id)).Single().Id;
    }

    private async Task<Guid> AMessagePutAside()
    {
        var order = await APaid();
        return await Add(db => db.Database.SqlQuery<Guid>(
            $$"""
            insert into outbox_messages (store_id, id, type, payload, raised_at, attempts, reason)
            values ({{db.StoreId}}, gen_random_uuid(), 'CompleteDeliveredOrder', jsonb_build_object('OrderId', {{order.Id}}), now(), 15, 'The printer is out of paper.')
            returning id
            """));
    }

    private async Task<Guid> AnEventParked()
    {
        var (_, intent) = await shop.AnOrderPaidAtStripe();
        return await Add(db => db.Database.SqlQuery<Guid>(
            $$"""
            with parked as (
                insert into stripe_events (store_id, id, event_id, type, object_id, received_at, parked_because)
                values ({{db.StoreId}}, gen_random_uuid(), 'evt_' || gen_random_uuid(), 'payment_intent.succeeded', {{intent}}, now(), 'It came too early.')
                returning *), message as (
                insert into outbox_messages (store_id, id, type, payload, raised_at, attempts, reason)
                select store_id, gen_random_uuid(), 'StripeEventArrived', jsonb_build_object('StripeEventId', id), now(), 15, 'Given up.' from parked)
            select id from parked
            """));
    }

    private async Task<Guid> Add(Func<ShopDb, IQueryable<Guid>> add) => (await shop.Run(services => add(services.GetRequiredService<ShopDb>()).ToListAsync())).Single();

    private async Task<Guid> InMyCart(HttpClient? mine = null)
    {
        using var browser = mine is null ? await shop.LoggedIn(buyer) : null;
        var variant = (await shop.AProduct()).VariantId;
        await (mine ?? browser!).AddToCart(variant);
        return variant;
    }

    private async Task<Dictionary<string, string>> CodeFields()
    {
        await InMyCart();
        return new() { ["code"] = await shop.ACoupon() };
    }

    private async Task<Dictionary<string, string>> CheckoutFields(string? code = null)
    {
        using var browser = await shop.LoggedIn(buyer);
        await InMyCart(browser);
        var form = await CheckoutForm.OpenAsync(browser);
        form["Code"] = code ?? "";
        (form["Wallet"], form["WalletAmount"]) = ("None", ""); // which only who has store credit is asked
        return form.Fields.Where(f => f.Key.StartsWith("Form.", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
    }
}
