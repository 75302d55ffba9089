using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E.Looks;

public sealed class Every_page : Journey
{
    [Fact]
    public async Task of_the_catalogue_is_open_to_all()
    {
        var sight = new Sight(await VisitAsync(Glasses.Phone));

        await sight.OpenAsync("home", "/");
        await sight.OpenAsync("catalogue", "/catalog");
        await sight.OpenAsync("category", "/catalog/spices-ingredients");
        await sight.OpenAsync("product", "/products/egusi");
        await sight.OpenAsync("product-with-sizes", "/products/fufu");
        await sight.OpenAsync("search", "/search?q=pepper");
        await sight.OpenAsync("search-without-finds", "/search?q=nothing-like-this");
        await sight.OpenAsync("not-found", "/products/nothing-like-this");

        sight.AssertNothingFound();
    }

    [Fact]
    public async Task of_an_account_is_open_to_all()
    {
        var page = await VisitAsync(Glasses.Phone);
        var sight = new Sight(page);

        await sight.OpenAsync("register", "/account/register");
        await page.RegisterAsync(Accounts.NewEmail());
        await sight.LookAsync("registered");
        await sight.OpenAsync("log-in", "/account/login");
        await page.LogInAsync(Accounts.NewEmail());
        await sight.LookAsync("log-in-refused");
        await sight.OpenAsync("forgot-password", "/account/forgot-password");
        await page.GetByLabel("E-mail").FillAsync(Accounts.NewEmail());
        await page.Button("Send the link").ClickAsync();
        await Expect(page.Title("Please look into your mailbox")).ToBeVisibleAsync();
        await sight.LookAsync("forgot-password-asked");
        await sight.OpenAsync("track-an-order", "/orders/track");
        await page.GetByLabel("Order number").FillAsync("ORD-1999-0001");
        await page.Button("Send the link").ClickAsync();
        await Expect(page.GetByLabel("E-mail")).ToHaveAttributeAsync("aria-invalid", "true");
        await sight.LookAsync("track-an-order-refused");
        await page.GetByLabel("E-mail").FillAsync(Accounts.NewEmail());
        await page.Button("Send the link").ClickAsync();
        await Expect(page.Title("Please look into your mailbox")).ToBeVisibleAsync();
        await sight.LookAsync("track-an-order-asked");
        await sight.OpenAsync("dead-link", "/account/reset-password?token=made-up");
        await page.BecomeCustomerAsync();
        await sight.OpenAsync("account", "/account");
        await sight.OpenAsync("account-security", "/account/security");
        await sight.OpenAsync("account-password", "/account/password");
        await sight.OpenAsync("account-email", "/account/email");
        await sight.OpenAsync("account-profile", "/account/profile");
        await sight.OpenAsync("account-addresses-none", "/account/addresses");
        await sight.OpenAsync("account-wallet-empty", "/account/wallet");
        await sight.OpenAsync("account-address-new", "/account/addresses/new");
        await page.Button("Save address").ClickAsync();
        await Expect(page.GetByLabel("City")).ToHaveAttributeAsync("aria-invalid", "true");
        await sight.LookAsync("account-address-refused");
        await page.KeepAddressAsync("12 Palm Street, flat 3");
        await page.KeepAddressAsync("A house with a very long name, 1420 Upper Riverside Boulevard, apartment 2207");
        await sight.LookAsync("account-addresses");
        await page.FillCartAsync();
        await sight.OpenAsync("checkout-with-addresses", "/checkout");
        await sight.OpenAsync("log-out", "/account/logout");

        sight.AssertNothingFound();
    }

    [Fact]
    public async Task that_a_mail_leads_to_is_open_to_all()
    {
        var page = await VisitAsync(Glasses.Phone);
        var sight = new Sight(page);
        var (email, wanted) = (Accounts.NewEmail(), Accounts.NewEmail());

        await page.RegisterAsync(email);
        await sight.OpenAsync("confirm", await Shop.LinkOfAsync(email, "Please confirm your e-mail address", "Confirm and log in"));
        await page.ConfirmAsync(email);
        await page.GotoAsync("/account/email");
        await page.GetByLabel("New e-mail address").FillAsync(wanted);
        await page.GetByLabel("Your password").FillAsync(Accounts.Password);
        await page.Button("Send the link").ClickAsync();
        await Expect(page.Title("Security")).ToBeVisibleAsync();
        await sight.LookAsync("account-email-waits");
        await sight.OpenAsync("email-confirm", await Shop.LinkOfAsync(wanted, "Please confirm your new e-mail address", "Use this address"));
        await page.Button("Use this address from now on").ClickAsync();
        await Expect(page.GetByText("Your new e-mail address counts from now on.")).ToBeVisibleAsync();
        await sight.OpenAsync("email-undo", await Shop.LinkOfAsync(email, "Your account has another e-mail address now", "Take my account back"));
        await page.Button("Take it back").ClickAsync();
        await Expect(page.GetByText("The address is yours again.")).ToBeVisibleAsync();
        await sight.LookAsync("reset-password");

        sight.AssertNothingFound();
    }

    [Fact]
    public async Task of_a_purchase_is_open_to_all()
    {
        var page = await VisitAsync(Glasses.Phone);
        var sight = new Sight(page);

        await sight.OpenAsync("cart-empty", "/cart");
        await page.FillCartAsync();
        await sight.LookAsync("cart");
        await page.GetByText("Have a code?").ClickAsync();
        await page.GetByLabel("Code").FillAsync("NEVERWAS");
        await page.Button("Apply").ClickAsync();
        await Expect(page.GetByLabel("Code")).ToHaveAttributeAsync("aria-invalid", "true");
        await sight.LookAsync("cart-code-refused");
        await page.Link("Check out").ClickAsync();
        await Expect(page.Title("Checkout")).ToBeVisibleAsync();
        await sight.LookAsync("checkout");
        await page.Button("Place order").ClickAsync();
        await Expect(page.GetByLabel("E-mail")).ToHaveAttributeAsync("aria-invalid", "true");
        await sight.LookAsync("checkout-refused");
        await page.FillDetailsAsync(Accounts.NewEmail());
        await page.Button("Place order").ClickAsync();
        await Expect(page.CardField("Card number")).ToBeVisibleAsync();
        await sight.LookAsync("pay");
        await page.PayAsync("4000000000000002");
        await Expect(page.PayProblem()).ToBeVisibleAsync();
        await sight.LookAsync("pay-declined");
        await page.PayAsync(Paying.GoodCard);
        await page.ExpectPaidAsync();
        await sight.LookAsync("order");

        sight.AssertNothingFound();
    }

    [Fact]
    public async Task of_a_purchase_without_JavaScript_is_open_to_all()
    {
        var page = await VisitAsync(Glasses.Phone with { JavaScript = false });
        var sight = new Sight(page, javaScript: false);

        await page.OrderEgusiAsync(Accounts.NewEmail());
        await sight.LookAsync("pay-without-javascript");
        await page.GoToStripeAsync();
        await page.PayAtStripeAsync("4000000000000002");
        await Expect(page.PayProblem()).ToBeVisibleAsync();
        await page.PayAtStripeAsync();
        await page.ExpectPaidAsync();
        await sight.LookAsync("order-without-javascript");

        sight.AssertNothingFound();
    }

    [Fact]
    public async Task of_a_customers_orders_is_open_to_all()
    {
        var page = await VisitAsync(Glasses.Phone);
        var sight = new Sight(page);
        var email = await page.BecomeCustomerAsync();

        await sight.OpenAsync("orders-empty", "/orders");
        await page.OrderEgusiAsync(email);
        using var guest = new Buyer(Shop);
        await guest.PlaceAsync("egusi");
        await Shop.AskAsync("update orders set email = $1 where email = $2 returning id", email, guest.Email);
        await sight.OpenAsync("orders-to-add", "/orders");
        await page.Button("Add it to your orders").ClickAsync();
        await Expect(page.GetByText("One order was added.")).ToBeVisibleAsync();
        await sight.LookAsync("orders-added");
        await sight.OpenAsync("orders", "/orders");
        await page.Link((await Shop.OrdersOfAsync(email))[0].Number).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Cancel this order" })).ToBeVisibleAsync();
        await sight.LookAsync("order-unpaid");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel this order" }).ClickAsync();
        await sight.LookAsync("cancellation");

        sight.AssertNothingFound();
    }

    [Fact]
    public async Task of_the_staff_is_open_to_all()
    {
        using var buyer = new Buyer(Shop);
        var number = await buyer.BuyAsync();
        var page = await VisitAsync(Glasses.Phone);
        var sight = new Sight(page);
        await page.LogInAsync(LiveShop.AdminEmail, LiveShop.AdminPassword);

        await sight.OpenAsync("admin", "/admin");
        await sight.OpenAsync("admin-orders", "/admin/orders");
        await sight.OpenAsync("admin-orders-none", "/admin/orders?q=nobody");
        await sight.OpenAsync("admin-orders-views-none", "/admin/orders/views");
        await SaveViewAsync("Paid by card, to confirm", "/admin/orders?status=Paid&method=Card");
        await SaveViewAsync("On the way", "/admin/orders?status=Shipping");
        await sight.OpenAsync("admin-orders-view", "/admin/orders?status=Paid&method=Card");
        await SaveViewAsync("On the way", "/admin/orders?status=Preparing");
        await sight.LookAsync("admin-orders-view-refused");
        await sight.OpenAsync("admin-orders-views", "/admin/orders/views");
        await sight.OpenAsync("admin-order", $"/admin/orders/{number}");
        await sight.OpenAsync("admin-stock", "/admin/stock");
        await sight.OpenAsync("admin-stock-none", "/admin/stock?q=nobody");
        await sight.OpenAsync("admin-stock-of-one", $"/admin/stock/{await Shop.VariantAsync("egusi")}");
        await sight.OpenAsync("admin-mails", "/admin/mails");
        await Eventually.TrueAsync(async () =>
        {
            await page.GotoAsync($"/admin/mails?q={number}");
            return await page.GetByRole(AriaRole.Link, new() { Name = "is paid" }).CountAsync() > 0;
        });
        await page.GetByRole(AriaRole.Link, new() { Name = "is paid" }).ClickAsync();
        await Expect(page.Title("is paid")).ToBeVisibleAsync();
        await sight.LookAsync("admin-mail");

        sight.AssertNothingFound();

        async Task SaveViewAsync(string name, string list)
        {
            await page.GotoAsync(list);
            await page.GetByLabel("Name of this view").FillAsync(name);
            await page.Button("Save this view").ClickAsync();
            await Expect(page.Link(name)).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task of_disputes_is_open_to_all()
    {
        var page = await VisitAsync(Glasses.Phone);
        var sight = new Sight(page);
        using var buyer = new Buyer(Shop);
        var intent = await buyer.PrepareAsync(await buyer.PlaceAsync("egusi"));
        await buyer.ConfirmAsync(intent);
        await Eventually.TrueAsync(async () => (await Shop.OrdersOfAsync(buyer.Email)).Single().Status == "PAID");
        await buyer.DisputeAsync(intent);
        var number = (await Shop.OrdersOfAsync(buyer.Email)).Single().Number;

        await page.LogInAsync(LiveShop.AdminEmail, LiveShop.AdminPassword);
        await Expect(page).ToHaveURLAsync("/account");
        await Eventually.TrueAsync(async () =>
        {
            await page.GotoAsync("/admin/money");
            return await page.Link(number).IsVisibleAsync();
        });
        await sight.LookAsync("admin-money");
        await sight.OpenAsync("admin-order-disputed", $"/admin/orders/{number}");
        await sight.OpenAsync("admin-to-answer", "/admin");

        sight.AssertNothingFound();
    }

    [Fact]
    public async Task of_the_settings_is_open_to_all()
    {
        var page = await VisitAsync(Glasses.Phone);
        var sight = new Sight(page);
        await page.LogInAsync(LiveShop.AdminEmail, LiveShop.AdminPassword);
        await Expect(page).ToHaveURLAsync("/account");

        await sight.OpenAsync("admin-settings", "/admin/settings");
        await page.GetByLabel("Publishable key").FillAsync("pk_live_1");
        await page.Button("Save the keys").ClickAsync();
        await Expect(page.GetByLabel("Secret key")).ToHaveAttributeAsync("aria-invalid", "true");
        await sight.LookAsync("admin-settings-refused");
        await sight.OpenAsync("admin-mail-sender", "/admin/settings/mail");
        await MakeCouponAsync(page, sight);

        sight.AssertNothingFound();
    }

    private static async Task MakeCouponAsync(IPage page, Sight sight)
    {
        await sight.OpenAsync("admin-coupon-new", "/admin/coupons/new");
        await page.Button("Make the coupon").ClickAsync();
        await Expect(page.GetByLabel("Code")).ToHaveAttributeAsync("aria-invalid", "true");
        await sight.LookAsync("admin-coupon-refused");
        await page.GetByLabel("Code").FillAsync($"LOOK{Guid.NewGuid():N}"[..12]);
        await page.GetByLabel("Percent").FillAsync("20");
        await page.Button("Make the coupon").ClickAsync();
        await Expect(page.Locator("#summary")).ToHaveTextAsync("20 % off all goods");
        await sight.LookAsync("admin-coupon");
        await sight.OpenAsync("admin-coupons", "/admin/coupons");
        await sight.OpenAsync("admin-coupons-test", "/admin/coupons/test");
        await page.GetByLabel("Code").FillAsync("NEVERWAS");
        await page.Button("Test it").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "NEVERWAS does not hold" })).ToBeVisibleAsync();
        await sight.LookAsync("admin-coupons-tested");
    }

    [Fact]
    public async Task of_what_does_not_fit_is_open_to_all()
    {
        using var buyer = new Buyer(Shop);
        await LeaveWorriesAsync(await buyer.BuyAsync());
        var page = await VisitAsync(Glasses.Phone);
        var sight = new Sight(page);
        await page.LogInAsync(LiveShop.AdminEmail, LiveShop.AdminPassword);

        await sight.OpenAsync("admin-worries", "/admin");
        await sight.OpenAsync("admin-money-differences", "/admin/money");
        await sight.OpenAsync("admin-money-refused", "/admin/money?From=2026-02-01&To=2026-01-01");
        await sight.OpenAsync("admin-system", "/admin/system");
        await page.Button("Run again").First.ClickAsync();
        await Expect(page.GetByText("The message is run again.")).ToBeVisibleAsync();
        await sight.LookAsync("admin-system-again");

        sight.AssertNothingFound();
    }

    [Fact]
    public async Task of_money_that_goes_back_is_open_to_all()
    {
        var page = await VisitAsync(Glasses.Phone);
        var sight = new Sight(page);

        await PayAndCancelAsync(Paying.SlowRefundCard, "is on its way back to your card");
        await sight.LookAsync("order-money-on-its-way");
        await PayAndCancelAsync(Paying.FailingRefundCard, "could not be given back to your card");
        await sight.LookAsync("order-money-did-not-go-back");
        await page.LogInAsync(LiveShop.AdminEmail, LiveShop.AdminPassword);
        await sight.OpenAsync("admin-refunds", "/admin/refunds");
        await sight.OpenAsync("admin-refunds-failed", "/admin/refunds?show=owed");
        await page.GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Title("Order")).ToBeVisibleAsync();
        await sight.LookAsync("admin-order-refunded");
        using var buyer = new Buyer(Shop);
        await sight.OpenAsync("admin-cancellation", $"/admin/orders/{await buyer.BuyAsync()}/cancel");
        await page.GetByLabel("Why cancel it?").FillAsync(" ");
        await page.Button("Cancel and give the money back").ClickAsync();
        await Expect(page.GetByText("Please say why")).ToBeVisibleAsync();
        await sight.LookAsync("admin-cancellation-refused");

        sight.AssertNothingFound();

        async Task PayAndCancelAsync(string card, string words)
        {
            await page.OrderEgusiAsync(Accounts.NewEmail());
            await page.PayAsync(card);
            await page.ExpectPaidAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Cancel this order" }).ClickAsync();
            await Expect(page.Button("Cancel the order")).ToBeVisibleAsync();
            await sight.LookAsync("cancellation-paid");
            await page.Button("Cancel the order").ClickAsync();
            await Expect(page.GetByText("This order was cancelled")).ToBeVisibleAsync();
            await ReloadUntilAsync(page, words);
        }
    }

    // What Stripe decides later does not reach a page that no longer looks by itself.
    private static Task ReloadUntilAsync(IPage page, string words) => Eventually.TrueAsync(async () =>
    {
        await page.ReloadAsync();
        return await page.GetByText(words).CountAsync() > 0;
    });

    /// <summary>What no journey leaves behind: a difference, a message that was put aside, an event that fits nothing.</summary>
    private async Task LeaveWorriesAsync(string number)
    {
        await Shop.AskAsync(
            """
            insert into reconciliation_runs (store_id, id, at, from_at, to_at, count, findings)
            select store_id, gen_random_uuid(), now(), now() - interval '2 days', now(), 2, jsonb_build_array(
                jsonb_build_object('kind', 'payment_state_differs', 'area', 'Money', 'subject', 'pi_3VFapsGbO3nXNwP58JTH9R3s', 'here', 'OPEN',
                    'there', 'Succeeded', 'orderNumber', number),
                jsonb_build_object('kind', 'stock_differs_from_movements', 'area', 'Stock', 'subject', 'EGUSI-500', 'here',
                    '13 on hand; the movements add up to 12', 'there', '', 'orderNumber', null))
            from orders where number = $1 returning id
            """,
            number);
        await Shop.AskAsync(
            """
            insert into outbox_messages (store_id, id, type, payload, raised_at, attempts, reason)
            select store_id, gen_random_uuid(), 'CompleteDeliveredOrder', jsonb_build_object('OrderId', id), now(), 15, 'TimeoutException: The database was away.'
            from orders where number = $1 returning id
            """,
            number);
        await Shop.AskAsync(
            """
            insert into stripe_events (store_id, id, event_id, type, object_id, received_at, parked_because)
            select store_id, gen_random_uuid(), 'evt_' || gen_random_uuid(), 'payment_intent.succeeded', 'pi_6GPhgKIRt08FhAYiwddTWmn', now(),
                'No payment of this store is pi_6GPhgKIRt08FhAYiwddTWmn at Stripe.'
            from orders where number = $1 returning id
            """,
            number);
    }
}
