using System.Net;
using Stripe;
using Stripe.Checkout;

namespace RachelFoods.Tests.Sdk;

public class Answers_of_Stripe
{
    [Fact]
    public async Task fill_the_error_of_a_decline()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json(
            """
            {"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds","message":"Too little.",
            "charge":"ch_1","doc_url":"https://stripe.example/doc","payment_intent":{"id":"pi_1","object":"payment_intent",
            "status":"requires_payment_method"},"payment_method":{"id":"pm_1","card":{"last4":"9995"}}}}
            """,
            402));

        var decline = await Assert.ThrowsAsync<StripeException>(
            () => new PaymentIntentService(stripe.Client()).ConfirmAsync("pi_1"));

        Assert.Equal(HttpStatusCode.PaymentRequired, decline.HttpStatusCode);
        Assert.Equal("Too little.", decline.Message);
        Assert.Equal("card_error", decline.StripeError.Type);
        Assert.Equal("card_declined", decline.StripeError.Code);
        Assert.Equal("insufficient_funds", decline.StripeError.DeclineCode);
        Assert.Equal("requires_payment_method", decline.StripeError.PaymentIntent.Status);
        Assert.Equal("9995", decline.StripeError.PaymentMethod.Card.Last4);
        Assert.Equal("req_1", decline.StripeResponse.RequestId);
    }

    [Fact]
    public async Task say_which_request_they_repeat()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Replayed(Answer.Intent));

        var intent = await new PaymentIntentService(stripe.Client()).CreateAsync(new PaymentIntentCreateOptions { Amount = 1099 });

        Assert.Equal("req_1", intent.StripeResponse.RequestId);
        Assert.Equal(["true"], intent.StripeResponse.Headers.GetValues("Idempotent-Replayed"));
        Assert.Equal(["req_0"], intent.StripeResponse.Headers.GetValues("Original-Request"));
    }

    [Fact]
    public async Task tell_a_used_key_from_one_in_use()
    {
        await using var stripe = await StripeListener.StartAsync(
            Answer.Refusal(400, "idempotency_error", null), Answer.Refusal(409, "idempotency_error", "idempotency_key_in_use"));
        var intents = new PaymentIntentService(stripe.Client());

        var used = await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 1099 }));
        var inUse = await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 1099 }));

        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (used.HttpStatusCode, used.StripeError.Type));
        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_in_use"), (inUse.HttpStatusCode, inUse.StripeError.Code));
        Assert.Equal(1 + 3, stripe.Requests.Count);
    }

    [Fact]
    public async Task without_JSON_leave_the_error_empty()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json("<html>Bad gateway</html>", 502));

        var failure = await Assert.ThrowsAsync<StripeException>(() => new PaymentIntentService(stripe.Client()).GetAsync("pi_1"));

        Assert.Equal(HttpStatusCode.BadGateway, failure.HttpStatusCode);
        Assert.Null(failure.StripeError);
        Assert.Equal(3, stripe.Requests.Count);
    }

    [Fact]
    public async Task whose_end_only_the_connection_shows_may_be_half_and_have_status_200()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.HalfWithoutLength);

        var failure = await Assert.ThrowsAsync<StripeException>(
            () => new PaymentIntentService(stripe.Client()).CreateAsync(new PaymentIntentCreateOptions { Amount = 1099 }));

        Assert.Equal(HttpStatusCode.OK, failure.HttpStatusCode);
        Assert.Null(failure.StripeError);
        Assert.Single(stripe.Requests);
    }

    [Fact]
    public async Task give_ids_or_expanded_objects()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json(
            """
            {"id":"pi_1","object":"payment_intent","amount":1099,"amount_received":1099,"created":1793534400,"livemode":false,
            "customer":{"id":"cus_1","object":"customer"},"payment_method":"pm_1","metadata":{"order_id":"42"},"canceled_at":null,
            "latest_charge":{"id":"ch_1","object":"charge","payment_intent":"pi_1","outcome":{"risk_level":"normal"},
            "payment_method_details":{"type":"card","card":{"brand":"visa","last4":"4242"}},
            "balance_transaction":null,"refunds":{"object":"list","data":[{"id":"re_1","amount":5}],"has_more":false}},
            "next_action":{"type":"use_stripe_sdk","use_stripe_sdk":{"three_d_secure":"x"}},"last_payment_error":{"code":"card_declined"}}
            """));

        var intent = await new PaymentIntentService(stripe.Client()).GetAsync("pi_1");

        Assert.Equal(1099, intent.AmountReceived);
        Assert.Equal(new DateTime(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc), intent.Created);
        Assert.Equal(DateTimeKind.Utc, intent.Created.Kind);
        Assert.Null(intent.CanceledAt);
        Assert.Equal("42", intent.Metadata["order_id"]);
        Assert.Equal("cus_1", intent.CustomerId);
        Assert.Equal("pm_1", intent.PaymentMethodId);
        Assert.Null(intent.PaymentMethod);
        Assert.Equal("ch_1", intent.LatestChargeId);
        Assert.Equal("pi_1", intent.LatestCharge.PaymentIntentId);
        Assert.Null(intent.LatestCharge.BalanceTransactionId);
        Assert.Equal("4242", intent.LatestCharge.PaymentMethodDetails.Card.Last4);
        Assert.Equal(5, Assert.Single(intent.LatestCharge.Refunds).Amount);
        Assert.Equal("card_declined", intent.LastPaymentError.Code);
        Assert.Equal("use_stripe_sdk", intent.NextAction.Type);
        Assert.Equal(1099, intent.RawJsonElement?.GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task give_a_session_its_page()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json(
            """
            {"id":"cs_1","object":"checkout.session","url":"https://pay.example/cs_1","status":"open","payment_status":"unpaid",
            "payment_intent":null,"client_reference_id":"42","currency":"usd","amount_total":1099,"expires_at":1793534400}
            """));

        var session = await new SessionService(stripe.Client()).ExpireAsync("cs_1");

        Assert.Equal("/v1/checkout/sessions/cs_1/expire", stripe.Request.PathAndQuery);
        Assert.Equal("https://pay.example/cs_1", session.Url);
        Assert.Equal("unpaid", session.PaymentStatus);
        Assert.Equal(1099, session.AmountTotal);
        Assert.Null(session.PaymentIntentId);
    }

    [Fact]
    public void survive_being_written_and_read_again()
    {
        var written = new Refund { Id = "re_1", Object = "refund", Amount = 5, ChargeId = "ch_1", Created = DateTime.UnixEpoch.AddSeconds(9) };

        var read = Assert.IsType<Refund>(StripeEntity.FromJson(written.ToJson()));

        Assert.Equal(("re_1", 5L, "ch_1", written.Created), (read.Id, read.Amount, read.ChargeId, read.Created));
    }

    [Fact]
    public void drop_an_expanded_object_when_its_id_changes()
    {
        var refund = new Refund { Charge = new Charge { Id = "ch_1" } };
        Assert.Equal("ch_1", refund.ChargeId);

        refund.ChargeId = "ch_2";

        Assert.Null(refund.Charge);
    }
}
