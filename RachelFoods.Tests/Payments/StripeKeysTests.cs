using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Orders;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Payments;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Payments;

[Collection("stripe")]
public sealed class A_stores_own_keys(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task take_its_payments_to_its_own_account_and_nobody_elses()
    {
        var store = await shop.AStore();
        var own = await shop.UseOwnKeys(store.Id);

        var ready = Assert.IsType<PreparedPayment.Ready>(await shop.Prepare(await shop.AnOrderAtTheTill(store: store.Id), store.Id));
        var other = Assert.IsType<PreparedPayment.Ready>(await shop.Prepare(await shop.AnOrderAtTheTill()));

        Assert.Equal("pk" + own[2..], ready.PublishableKey);
        Assert.Equal("pk_test_stage", other.PublishableKey);
        Assert.NotNull((await shop.StripeAs(own, HttpMethod.Get, $"/v1/payment_intents/{IdIn(ready)}"))["id"]);
        Assert.Equal("resource_missing", (string?)(await shop.Stripe(HttpMethod.Get, $"/v1/payment_intents/{IdIn(ready)}"))["error"]!["code"]);
    }

    [Fact]
    public async Task pay_an_order_from_the_first_look_to_the_books()
    {
        var store = await shop.AStore();
        var own = await shop.UseOwnKeys(store.Id);
        var order = await shop.AnOrderAtTheTill(store: store.Id);
        var intent = await shop.PreparedIntent(order, store.Id);

        await shop.StripeAs(own, HttpMethod.Post, $"/v1/payment_intents/{intent}/confirm", ("payment_method", "pm_card_visa"));

        Assert.Equal(SettleResult.Paid, await shop.Settle(order, store.Id));
        Assert.Equal(OrderStatus.Paid, (await shop.Look(order, store.Id)).Status);
    }

    [Fact]
    public async Task are_in_use_from_the_next_call_on_in_every_process()
    {
        var store = await shop.AStore();
        var account = (await shop.UseOwnKeys(store.Id))["sk_test_".Length..];
        var order = await shop.AnOrderAtTheTill(store: store.Id);
        var intent = await shop.PreparedIntent(order, store.Id);
        var (another, _) = shop.Stage.AnotherInstance();
        await using var disposed = another;
        Assert.Equal(intent, IdIn(await PrepareAt(another.Services, store, order)));

        await shop.In(store.Id, services => services.GetRequiredService<StripeKeys>().ChangeAsync(
            new NewStripeKeys(null, $"rk_test_{account}", null), Guid.NewGuid(), default));
        await shop.Stripe(HttpMethod.Get, "/v1/payment_intents?limit=1");

        Assert.Equal(intent, IdIn(await PrepareAt(another.Services, store, order)));
        Assert.Equal(intent, await shop.PreparedIntent(order, store.Id));
    }

    [Fact]
    public async Task leave_what_was_paid_before_in_the_platforms_account()
    {
        var store = await shop.AStore();
        var order = await shop.AnOrderAtTheTill(store: store.Id);
        var intent = await shop.PreparedIntent(order, store.Id);

        await shop.UseOwnKeys(store.Id);
        await shop.PayAtStripe(intent);

        Assert.Equal(SettleResult.Paid, await shop.Settle(order, store.Id));
    }

    // It may have been paid there. Seen to end as a refusal, which the expiry gave up on after some tries.
    [Fact]
    public async Task that_are_gone_leave_what_was_asked_with_them_undecided_until_they_are_back()
    {
        var store = await shop.AStore();
        var account = (await shop.UseOwnKeys(store.Id))["sk_test_".Length..];
        var order = await shop.AnOrderAtTheTill(store: store.Id);
        var intent = await shop.PreparedIntent(order, store.Id);
        await shop.In(store.Id, async services =>
        {
            await services.GetRequiredService<StripeKeys>().RemoveAsync(Guid.NewGuid(), default);
            return true;
        });

        await Assert.ThrowsAsync<GatewayUnavailable>(() => shop.Close(order, store.Id));

        Assert.IsNotType<PreparedPayment.Ready>(await shop.Prepare(order, store.Id));
        Assert.Equal(OrderStatus.Pending, (await shop.Look(order, store.Id)).Status);
        await shop.UseOwnKeys(store.Id, account: account);
        await shop.StripeAs($"sk_test_{account}", HttpMethod.Post, $"/v1/payment_intents/{intent}/confirm", ("payment_method", "pm_card_visa"));
        Assert.Equal(CloseResult.TurnedOutPaid, await shop.Close(order, store.Id));
    }

    // Seen to fail without the comparison of modes: then the live key was sent to the test installation's Stripe.
    [Fact]
    public async Task of_another_mode_are_never_sent_anywhere()
    {
        var store = await shop.AStore();
        var order = await shop.AnOrderAtTheTill(store: store.Id);
        await shop.In(store.Id, async services =>
        {
            await services.GetRequiredService<StoreSecrets>().SetAsync(
                StripeAccount.Names.ToDictionary(name => name, _ => "sk_live_copied", StringComparer.Ordinal), Guid.NewGuid(), default);
            return true;
        });

        await Assert.ThrowsAsync<GatewayAlarm>(() => shop.Prepare(order, store.Id));
    }

    [Fact]
    public async Task lie_protected_and_only_their_store_can_read_them()
    {
        var (store, other) = (await shop.AStore(), await shop.AStore());
        var own = await shop.UseOwnKeys(store.Id);
        var row = await shop.In(store.Id, services => services.GetRequiredService<ShopDb>().Set<StoreSecret>().AsNoTracking()
            .SingleAsync(s => s.Name == StripeAccount.SecretKeyName));

        Assert.DoesNotContain(own, row.ProtectedValue, StringComparison.Ordinal);
        Assert.Null(await shop.In(other.Id, services => services.GetRequiredService<StripeAccounts>().FindOwnAsync(default)));
        var copied = await shop.In(other.Id, async services =>
        {
            var (db, now) = (services.GetRequiredService<ShopDb>(), TimeProvider.System.GetUtcNow());
            await db.Database.ExecuteSqlAsync(
                $"insert into store_secrets (store_id, name, protected_value, changed_at) values ({other.Id}, {row.Name}, {row.ProtectedValue}, {now})");
            return await services.GetRequiredService<StoreSecrets>().ListAsync([row.Name], default);
        });
        Assert.Null(Assert.Single(copied).Last4);
    }

    public static TheoryData<string?, string?, string?, string[]> Faults => new()
    {
        { "pk_test_1", null, null, ["SecretKey", "WebhookSecrets"] },
        { "sk_test_1", "pk_test_1", "wh_1", ["PublishableKey", "SecretKey", "WebhookSecrets"] },
        { "pk_live_1", "sk_test_1", "whsec_1", ["PublishableKey"] },
        { "pk_test_1", "rk_live_1", "whsec_1", ["SecretKey"] },
        { "pk_test_1", "sk_test_1", "whsec_", ["WebhookSecrets"] },
        { "pk_test_1", "sk_test_1", "whsec_1,sk_test_1", ["WebhookSecrets"] },
        { "pk_test_1", "sk_test_1", "whsec_1 whsec_2", ["WebhookSecrets"] },
        { "pk_test_1", "sk_test_1", "whsec_1,whsec_2,whsec_3,whsec_4,whsec_5,whsec_6", ["WebhookSecrets"] },
        { "pk_test_1\n2", "sk_test_ 1", "whsec_1", ["PublishableKey", "SecretKey"] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task are_taken_all_or_none_and_each_of_its_kind(string? publishable, string? secret, string? webhooks, string[] wrong)
    {
        var result = await shop.Run(services => services.GetRequiredService<StripeKeys>().ChangeAsync(
            new NewStripeKeys(publishable, secret, webhooks), Guid.NewGuid(), default));

        Assert.Equal(wrong, Assert.IsType<ChangeStripeKeysResult.Wrong>(result).Why.Keys);
        Assert.False((await shop.Run(services => services.GetRequiredService<StripeKeys>().ShowAsync(default))).IsOwn);
    }

    private static string IdIn(PreparedPayment prepared) => Assert.IsType<PreparedPayment.Ready>(prepared).ClientSecret.Split("_secret_")[0];

    private static async Task<PreparedPayment> PrepareAt(IServiceProvider instance, Store store, Guid order)
    {
        using var entered = instance.GetRequiredService<StoreContext>().Enter(store);
        await using var scope = instance.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PaymentService>().PrepareAsync(order, default);
    }
}

[Collection("stripe")]
public sealed class A_payment_whose_answer_was_lost_a_day_ago(Shop shop) : IClassFixture<Shop>
{
    // Seen to fail without the look-up: then the POST was sent again, and a Stripe that has forgotten the key makes a second intent.
    [Fact]
    public async Task is_found_in_Stripes_list_and_not_made_again()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.Fault(new { kind = "webhook_drop", match = "payment_intent.created", times = 0 }); // It would tell the id.
        await shop.Fault(new { kind = "execute_then_disconnect", match = "POST /v1/payment_intents$", times = 0 });
        Assert.IsType<PreparedPayment.Unavailable>(await shop.Prepare(order));
        await shop.NoMoreFaults();
        var asked = await Posts(order);
        await Age(order);

        Assert.IsType<PreparedPayment.Ready>(await shop.Prepare(order));

        Assert.Equal(asked, await Posts(order));
        Assert.NotNull(Assert.Single(await shop.PaymentsOf(order)).StripeId);
    }

    [Fact]
    public async Task is_made_where_the_list_shows_that_it_never_was()
    {
        var order = await shop.AnOrderAtTheTill();
        await shop.Fault(new { kind = "drop_before", match = "POST /v1/payment_intents$", times = 0 });
        Assert.IsType<PreparedPayment.Unavailable>(await shop.Prepare(order));
        await shop.NoMoreFaults();
        await Age(order);

        Assert.IsType<PreparedPayment.Ready>(await shop.Prepare(order));
    }

    private Task Age(Guid order) => shop.Run(services => services.GetRequiredService<ShopDb>().Database.ExecuteSqlAsync(
        $"update payments set asked_at = asked_at - interval '21 hours' where order_id = {order}"));

    private async Task<int> Posts(Guid order)
    {
        var key = Assert.Single(await shop.PaymentsOf(order)).IdempotencyKey;
        using var http = new HttpClient();
        var requests = JsonNode.Parse(await http.GetStringAsync(new Uri(shop.Stage.Sandbox, $"/_sandbox/requests?key={TestStage.StripeKey}")))!;
        return requests.AsArray().Count(r => (string?)r!["idempotency_key"] == key);
    }
}
