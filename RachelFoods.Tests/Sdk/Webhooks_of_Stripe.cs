using System.Text.Json;
using Stripe;

namespace RachelFoods.Tests.Sdk;

public class Webhooks_of_Stripe
{
    private const string Secret = "whsec_now";
    private const long Sent = 1793534400;
    private const string Json =
        """
        {"id":"evt_1","object":"event","api_version":"2026-05-27.dahlia","created":1793534400,"type":"payment_intent.succeeded",
        "request":{"id":"req_1","idempotency_key":"k"},"data":{"object":{"id":"pi_1","object":"payment_intent","amount":1099},
        "previous_attributes":{"status":"processing"}}}
        """;

    private static readonly string Good = EventUtility.GenerateSignatureHeader(Json, Secret, Sent);

    [Fact]
    public void are_signed_with_HMAC_over_time_and_text() =>
        Assert.Equal(
            "c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925",
            EventUtility.ComputeSignature("whsec_test", "1700000000", """{"id":"evt_1"}"""));

    [Fact]
    public void give_the_event_with_its_object()
    {
        var sent = Construct(Good);

        Assert.Equal(EventTypes.PaymentIntentSucceeded, sent.Type);
        Assert.Equal(1099, Assert.IsType<PaymentIntent>(sent.Data.Object).Amount);
        Assert.Equal("k", sent.Request.IdempotencyKey);
        Assert.Equal("processing", Text(sent.Data.PreviousAttributes, "status"));
    }

    [Fact]
    public void keep_an_object_of_an_unknown_kind_as_it_was_sent()
    {
        var json = Json.Replace("payment_intent\",\"amount", "wine.bottle\",\"amount", StringComparison.Ordinal);

        var data = EventUtility.ConstructEventWithoutVerification(json).Data;

        Assert.Null(data.Object);
        Assert.Equal("wine.bottle", Text(data.RawObject, "object"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-300)]
    public void are_taken_within_five_minutes(long late) => Assert.Equal("evt_1", Construct(Good, now: Sent + late).Id);

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public void are_refused_beyond_five_minutes(long late) =>
        Assert.Throws<StripeException>(() => Construct(Good, now: Sent + late));

    [Fact]
    public void may_carry_the_signature_of_an_old_secret_too()
    {
        var other = EventUtility.GenerateSignatureHeader(Json, "whsec_old", Sent).Split(',')[1];

        Assert.Equal("evt_1", Construct(Good.Replace(",", $",{other},v0=abc,", StringComparison.Ordinal)).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("t=1793534400")]
    [InlineData("t=1793534400,v0=00")]
    [InlineData("t=1793534400,v1=00")]
    public void with_a_senseless_header_are_refused(string header) =>
        Assert.Throws<StripeException>(() => Construct(header));

    [Fact]
    public void of_another_secret_are_refused() =>
        Assert.Throws<StripeException>(() => Construct(EventUtility.GenerateSignatureHeader(Json, "whsec_other", Sent)));

    [Fact]
    public void with_a_changed_text_are_refused() =>
        Assert.Throws<StripeException>(() => EventUtility.ConstructEvent(Json + " ", Good, Secret, 300, Sent));

    [Fact]
    public void without_a_header_are_the_callers_to_guard() => Assert.Throws<NullReferenceException>(() => Construct(null!));

    [Fact]
    public void signed_with_a_time_that_is_none_break() => Assert.Throws<FormatException>(() => Construct(SignedAt("soon")));

    [Fact]
    public void signed_with_a_time_beyond_an_int_break() => Assert.Throws<OverflowException>(() => Construct(SignedAt("99999999999")));

    [Fact]
    public void of_another_release_train_are_refused_unless_told_otherwise()
    {
        var json = Json.Replace("dahlia", "clover", StringComparison.Ordinal);
        var header = EventUtility.GenerateSignatureHeader(json, Secret, Sent);

        Assert.Throws<StripeException>(() => EventUtility.ConstructEvent(json, header, Secret, 300, Sent));
        Assert.Equal("evt_1", EventUtility.ConstructEvent(json, header, Secret, 300, Sent, throwOnApiVersionMismatch: false).Id);
    }

    [Fact]
    public void without_a_version_break() =>
        Assert.Throws<NullReferenceException>(() => EventUtility.ParseEvent("""{"id":"evt_1","object":"event"}"""));

    [Fact]
    public void that_are_not_JSON_break() => Assert.ThrowsAny<JsonException>(() => EventUtility.ParseEvent("<html>"));

    [Fact]
    public void are_checked_against_the_time_of_day() =>
        EventUtility.ValidateSignature(Json, EventUtility.GenerateSignatureHeader(Json, Secret), Secret);

    // What type holds raw JSON is not promised, only that its text is JSON.
    private static string? Text(object raw, string name) =>
        JsonDocument.Parse(raw.ToString()!).RootElement.GetProperty(name).GetString();

    private static Event Construct(string header, long now = Sent) => EventUtility.ConstructEvent(Json, header, Secret, 300, now);

    private static string SignedAt(string time) => $"t={time},v1={EventUtility.ComputeSignature(Secret, time, Json)}";
}
