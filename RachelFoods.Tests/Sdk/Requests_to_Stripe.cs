using Stripe;
using Stripe.Checkout;

namespace RachelFoods.Tests.Sdk;

public class Requests_to_Stripe
{
    private static readonly DateTime Noon = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task write_options_as_a_form_with_bracketed_names()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json(Answer.Intent));
        var options = new PaymentIntentCreateOptions
        {
            Amount = 1099,
            Currency = "usd",
            AutomaticPaymentMethods = new PaymentIntentAutomaticPaymentMethodsOptions { Enabled = true },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["order_id"] = "42" },
            PaymentMethodTypes = ["card"],
        };
        options.AddExpand("latest_charge");

        await new PaymentIntentService(stripe.Client()).CreateAsync(options);

        Assert.Equal("/v1/payment_intents", stripe.Request.PathAndQuery);
        Assert.Equal(
            "amount=1099&automatic_payment_methods[enabled]=true&currency=usd&metadata[order_id]=42"
            + "&payment_method_types[0]=card&expand[0]=latest_charge",
            stripe.Request.Body);
        Assert.StartsWith("application/x-www-form-urlencoded", stripe.Request.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task nest_lists_of_objects_and_write_times_as_seconds()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json("""{"id":"cs_1","object":"checkout.session","expires_at":1}"""));

        await new SessionService(stripe.Client()).CreateAsync(new SessionCreateOptions
        {
            ExpiresAt = Noon,
            LineItems =
            [
                new SessionLineItemOptions
                {
                    PriceData = new SessionLineItemPriceDataOptions
                    {
                        ProductData = new SessionLineItemPriceDataProductDataOptions { Name = "Egusi & rice" },
                    },
                    Quantity = 1,
                },
            ],
        });

        Assert.Equal("/v1/checkout/sessions", stripe.Request.PathAndQuery);
        Assert.Equal(
            "expires_at=1793534400&line_items[0][price_data][product_data][name]=Egusi+%26+rice&line_items[0][quantity]=1",
            stripe.Request.Body);
    }

    [Fact]
    public async Task empty_a_list_or_a_key_by_its_bare_name()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json(Answer.Intent));

        await new PaymentIntentService(stripe.Client()).UpdateAsync("pi_1", new PaymentIntentUpdateOptions
        {
            Description = "",
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = null! },
            PaymentMethodTypes = [],
        });

        Assert.Equal("description=&metadata[note]=&payment_method_types=", stripe.Request.Body);
    }

    [Fact]
    public async Task send_parameters_of_a_GET_in_the_query()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json("""{"object":"list","data":[],"has_more":false,"url":"/"}"""));

        await new EventService(stripe.Client()).ListAsync(new EventListOptions
        {
            Created = new DateRangeOptions { GreaterThanOrEqual = Noon },
            DeliverySuccess = false,
            Types = ["refund.failed"],
            Limit = 100,
        });

        Assert.Equal(
            "/v1/events?created[gte]=1793534400&delivery_success=false&types[0]=refund.failed&limit=100",
            stripe.Request.PathAndQuery);
        Assert.Equal("", stripe.Request.Body);
        Assert.DoesNotContain("Idempotency-Key", stripe.Request.Headers.Keys);
    }

    [Fact]
    public async Task take_a_moment_where_a_range_may_stand()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json("""{"object":"list","data":[],"has_more":false,"url":"/"}"""));

        await new RefundService(stripe.Client()).ListAsync(new RefundListOptions { Created = Noon });

        Assert.Equal("/v1/refunds?created=1793534400", stripe.Request.PathAndQuery);
    }

    [Fact]
    public async Task add_parameters_that_have_no_property()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json(Answer.Intent));
        var options = new PaymentIntentConfirmOptions { PaymentMethod = "pm_card_visa" };
        options.AddExtraParam("amount_to_confirm", 1099);

        await new PaymentIntentService(stripe.Client()).ConfirmAsync("pi_1", options);

        Assert.Equal("/v1/payment_intents/pi_1/confirm", stripe.Request.PathAndQuery);
        Assert.Equal("payment_method=pm_card_visa&amount_to_confirm=1099", stripe.Request.Body);
    }

    [Fact]
    public async Task carry_key_version_and_the_given_idempotency_key()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json(Answer.Intent));

        await new PaymentIntentService(stripe.Client()).CancelAsync(
            "pi_1", requestOptions: new RequestOptions { IdempotencyKey = "order:1:cancel", StripeAccount = "acct_1" });

        Assert.Equal("Bearer sk_test_1", stripe.Request.Headers["Authorization"]);
        Assert.Equal(StripeConfiguration.ApiVersion, stripe.Request.Headers["Stripe-Version"]);
        Assert.Equal("order:1:cancel", stripe.Request.Headers["Idempotency-Key"]);
        Assert.Equal("acct_1", stripe.Request.Headers["Stripe-Account"]);
    }

    [Fact]
    public async Task get_a_new_idempotency_key_for_each_POST_without_one()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json(Answer.Intent));
        var intents = new PaymentIntentService(stripe.Client());

        await intents.CancelAsync("pi_1");
        await intents.CancelAsync("pi_1");

        var keys = stripe.Requests.Select(request => request.Headers["Idempotency-Key"]).ToList();
        Assert.All(keys, key => Assert.True(Guid.TryParse(key, out _)));
        Assert.NotEqual(keys[0], keys[1]);
    }

    [Fact]
    public async Task follow_the_pages_of_a_list()
    {
        await using var stripe = await StripeListener.StartAsync(
            Answer.Json("""{"object":"list","has_more":true,"data":[{"id":"re_3"},{"id":"re_2"}]}"""),
            Answer.Json("""{"object":"list","has_more":false,"data":[{"id":"re_1"}]}"""));
        var options = new RefundListOptions { PaymentIntent = "pi_1" };

        var ids = new List<string>();
        await foreach (var refund in new RefundService(stripe.Client()).ListAutoPagingAsync(options)) ids.Add(refund.Id);

        Assert.Equal(["re_3", "re_2", "re_1"], ids);
        Assert.Equal("/v1/refunds?payment_intent=pi_1&starting_after=re_2", stripe.Requests[1].PathAndQuery);
        Assert.Null(options.StartingAfter);
    }

    [Fact]
    public async Task are_refused_without_an_id()
    {
        await using var stripe = await StripeListener.StartAsync(Answer.Json(Answer.Intent));

        await Assert.ThrowsAsync<ArgumentException>(() => new PaymentIntentService(stripe.Client()).GetAsync(""));

        Assert.Empty(stripe.Requests);
    }
}
