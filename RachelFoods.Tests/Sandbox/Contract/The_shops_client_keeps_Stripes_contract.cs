using System.Text.Json.Nodes;
using Stripe;
using Stripe.Checkout;

namespace RachelFoods.Tests.Sandbox.Contract;

[Collection("sandbox")]
public sealed class The_shops_client_keeps_Stripes_contract(SandboxProcess sandbox)
{
    private readonly SandboxShop shop = new(sandbox);

    private StripeClient Client => new(new StripeClientOptions { ApiKey = shop.Key, ApiBase = sandbox.Url });

    [StripeContractFact]
    public async Task from_intent_to_refund()
    {
        var intents = new PaymentIntentService(Client);
        var made = await intents.CreateAsync(new PaymentIntentCreateOptions
        {
            Amount = 2500,
            Currency = "usd",
            PaymentMethodTypes = ["card"],
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["order_id"] = "7" },
        }, new RequestOptions { IdempotencyKey = "order-7" });
        var paid = await intents.ConfirmAsync(made.Id, new PaymentIntentConfirmOptions { PaymentMethod = "pm_card_visa" });
        var read = await intents.GetAsync(made.Id, new PaymentIntentGetOptions { Expand = ["latest_charge.balance_transaction"] });
        var refund = await new RefundService(Client).CreateAsync(
            new RefundCreateOptions { PaymentIntent = made.Id, Amount = 500, Reason = "requested_by_customer" });
        var other = await intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 900, Currency = "usd" });
        var gone = await intents.CancelAsync(other.Id, new PaymentIntentCancelOptions { CancellationReason = "abandoned" });
        var missed = await new EventService(Client).ListAsync(
            new EventListOptions { Types = ["payment_intent.succeeded"], DeliverySuccess = false, Limit = 100 });

        Assert.Equal(("succeeded", 2500), (paid.Status, paid.AmountReceived));
        Assert.Equal(103, read.LatestCharge.BalanceTransaction.Fee);
        Assert.Equal(("succeeded", "canceled"), (refund.Status, gone.Status));
        Assert.Equal(made.Id, ((PaymentIntent)missed.Data[0].Data.Object).Id);
        await NothingAmiss(requests: 7);
    }

    [StripeContractFact]
    public async Task through_a_decline()
    {
        var intents = new PaymentIntentService(Client);
        var made = await intents.CreateAsync(
            new PaymentIntentCreateOptions { Amount = 2500, Currency = "usd", PaymentMethodTypes = ["card"] });

        var declined = await Assert.ThrowsAsync<StripeException>(() => intents.ConfirmAsync(
            made.Id, new PaymentIntentConfirmOptions { PaymentMethod = "pm_card_visa_chargeDeclinedInsufficientFunds" }));

        Assert.Equal(("card_error", "card_declined", "insufficient_funds"),
            (declined.StripeError.Type, declined.StripeError.Code, declined.StripeError.DeclineCode));
        Assert.Equal("requires_payment_method", declined.StripeError.PaymentIntent.Status);
        await NothingAmiss(requests: 2);
    }

    [StripeContractFact]
    public async Task on_the_hosted_page()
    {
        var sessions = new SessionService(Client);
        var asked = new SessionCreateOptions
        {
            Mode = "payment",
            SuccessUrl = "https://shop.test/return",
            CancelUrl = "https://shop.test/pay",
            ExpiresAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(45),
            Metadata = Order,
            PaymentIntentData = new SessionPaymentIntentDataOptions { Metadata = Order },
            LineItems =
            [
                new SessionLineItemOptions
                {
                    Quantity = 1,
                    PriceData = new SessionLineItemPriceDataOptions
                    {
                        Currency = "usd",
                        UnitAmount = 2500,
                        ProductData = new SessionLineItemPriceDataProductDataOptions { Name = "Order ORD-7" },
                    },
                },
            ],
        };
        asked.AddExtraParam("payment_method_types[0]", "card");

        var made = await sessions.CreateAsync(asked, new RequestOptions { IdempotencyKey = "order-7" });
        var read = await sessions.GetAsync(made.Id);
        var listed = await sessions.ListAsync(new SessionListOptions
        {
            Created = new DateRangeOptions { GreaterThanOrEqual = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5) },
        });
        var gone = await sessions.ExpireAsync(made.Id);

        Assert.Equal(("open", 2500, "usd", "unpaid"), (read.Status, read.AmountTotal, read.Currency, read.PaymentStatus));
        Assert.Equal(made.Id, Assert.Single(listed).Id);
        Assert.Equal(("expired", null), (gone.Status, gone.PaymentIntentId));
        await NothingAmiss(requests: 4);
    }

    private static Dictionary<string, string> Order => new(StringComparer.Ordinal) { ["order_id"] = "7" };

    private async Task NothingAmiss(int requests)
    {
        var recorded = (await shop.Requests()).AsArray();
        Assert.Equal(requests, recorded.Count);
        Assert.All(recorded, request => Assert.Empty(StripeContract.Current!.FaultsOfRequest(
            request.At("method")!.GetValue<string>(), request.At("path")!.GetValue<string>(), Params(request!))));
    }

    private static IEnumerable<KeyValuePair<string, string>> Params(JsonNode request) => request["params"]!.AsArray()
        .Select(p => KeyValuePair.Create(p![0]!.GetValue<string>(), p[1]!.GetValue<string>()));
}
