using System.Text.Json.Serialization;

namespace StripeSandbox.Books;

public enum CardCourse
{
    Succeeds,
    Challenged,
    Declined,
}

public enum RefundCourse
{
    AtOnce,
    LaterSucceeds,
    LaterFails,
}

[JsonConverter(typeof(JsonStringEnumConverter<DisputeCourse>))]
public enum DisputeCourse
{
    [JsonStringEnumMemberName("none")] None,
    [JsonStringEnumMemberName("fraud")] Fraud,
    [JsonStringEnumMemberName("not_received")] NotReceived,
    [JsonStringEnumMemberName("inquiry")] Inquiry,
    [JsonStringEnumMemberName("early_warning")] EarlyWarning,
}

public sealed record Decline(string Code, string? DeclineCode, string Message)
{
    public static Decline Card(string declineCode, string message = "Your card was declined.") => new("card_declined", declineCode, message);
}

/// <summary>What a test card does. A challenged card that carries a <see cref="Decline"/> is declined after the challenge.</summary>
public sealed record TestCard(string Number, string Name, string Says, CardCourse Course = CardCourse.Succeeds)
{
    public Decline? Decline { get; init; }
    public RefundCourse Refund { get; init; }
    public DisputeCourse Dispute { get; init; }
    public string Brand { get; init; } = "visa";
    public string RiskLevel { get; init; } = "normal";
    public bool Blocked { get; init; }
    public bool Reviewed { get; init; }
    public bool FundsAtOnce { get; init; }
    public string CvcCheck { get; init; } = "pass";
    public string ZipCheck { get; init; } = "pass";
    public string Last4 => Number[^4..];
}

public static class TestCards
{
    private const string Insufficient = "Your card has insufficient funds.";
    private static readonly Decline Generic = Decline.Card("generic_decline");

    public static readonly IReadOnlyList<TestCard> All =
    [
        new("4242424242424242", "pm_card_visa", "succeeds"),
        new("5555555555554444", "pm_card_mastercard", "succeeds") { Brand = "mastercard" },
        new("378282246310005", "pm_card_amex", "succeeds") { Brand = "amex" },
        Declines("4000000000000002", "pm_card_visa_chargeDeclined", "is declined", Generic),
        Declines("4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds", "has insufficient funds",
            Decline.Card("insufficient_funds", Insufficient)),
        Declines("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", "is reported lost", Decline.Card("lost_card")),
        Declines("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard", "is reported stolen", Decline.Card("stolen_card")),
        Declines("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "has expired",
            new("expired_card", null, "Your card has expired.")),
        Declines("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "has another security code",
            new("incorrect_cvc", null, "Your card's security code is incorrect.")) with { CvcCheck = "fail" },
        Declines("4000000000000119", "pm_card_chargeDeclinedProcessingError", "meets a processing error",
            new("processing_error", null, "An error occurred while processing your card. Try again in a little bit.")),
        Declines("4000000000000341", "pm_card_chargeCustomerFail", "can be saved, but every charge is declined", Generic),
        Asks("4000002500003155", "pm_card_authenticationRequiredOnSetup", "asks for 3-D Secure unless set up before"),
        Asks("4000002760003184", "pm_card_authenticationRequired", "always asks for 3-D Secure"),
        Asks("4000008260003178", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
            "asks for 3-D Secure, then has insufficient funds") with { Decline = Decline.Card("insufficient_funds", Insufficient) },
        Asks("4000000000003220", "pm_card_threeDSecure2Required", "needs 3-D Secure"),
        Asks("4000008400001629", "pm_card_threeDSecureRequiredChargeDeclined", "needs 3-D Secure, then is declined")
            with { Decline = Generic },
        Declines("4000008400001280", "pm_card_threeDSecureRequiredProcessingError", "needs 3-D Secure, which cannot be reached", Generic),
        Blocks("4100000000000019", "pm_card_radarBlock", "is always blocked as fraud"),
        Blocks("4000000000004954", "pm_card_riskLevelHighest", "has the highest risk and is blocked"),
        new("4000000000009235", "pm_card_riskLevelElevated", "succeeds with elevated risk and a review")
            { RiskLevel = "elevated", Reviewed = true },
        new("4000000000000101", "pm_card_cvcCheckFail", "succeeds, but the security code check fails") { CvcCheck = "fail" },
        new("4000000000000036", "pm_card_avsZipFail", "succeeds, but the postcode check fails") { ZipCheck = "fail" },
        new("4000000000000259", "pm_card_createDispute", "succeeds, then is disputed as fraud") { Dispute = DisputeCourse.Fraud },
        new("4000000000002685", "pm_card_createDisputeProductNotReceived", "succeeds, then is disputed as not received")
            { Dispute = DisputeCourse.NotReceived },
        new("4000000000001976", "pm_card_createDisputeInquiry", "succeeds, then the bank inquires") { Dispute = DisputeCourse.Inquiry },
        new("4000000000005423", "pm_card_createIssuerFraudRecord", "succeeds, then the bank warns of fraud")
            { Dispute = DisputeCourse.EarlyWarning },
        new("4000000000007726", "pm_card_pendingRefund", "succeeds; refunds are pending for a while")
            { Refund = RefundCourse.LaterSucceeds },
        new("4000000000005126", "pm_card_refundFail", "succeeds; refunds succeed, then fail") { Refund = RefundCourse.LaterFails },
        new("4000000000000077", "pm_card_bypassPending", "succeeds; the money is available at once") { FundsAtOnce = true },
    ];

    public static TestCard? ByNumber(string number) => All.FirstOrDefault(c => c.Number == number);

    /// <summary>Stripe knows the declining cards with and without the brand in the name.</summary>
    public static TestCard? ByName(string name) =>
        All.FirstOrDefault(c => c.Name == name || c.Name == WithVisa(name) || WithVisa(c.Name) == name);

    private static string WithVisa(string name) => name.Replace("pm_card_", "pm_card_visa_", StringComparison.Ordinal);

    private static TestCard Declines(string number, string name, string says, Decline decline) =>
        new(number, name, says, CardCourse.Declined) { Decline = decline };

    private static TestCard Asks(string number, string name, string says) => new(number, name, says, CardCourse.Challenged);

    private static TestCard Blocks(string number, string name, string says) =>
        new(number, name, says, CardCourse.Declined) { Decline = Decline.Card("fraudulent"), Blocked = true, RiskLevel = "highest" };
}
