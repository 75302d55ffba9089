namespace RachelFoods.Web.Modules.Payments;

/// <summary>
/// Stripe gave no usable answer, so the outcome is unknown: it may or may not have done what was asked. Asking again with the same
/// key is safe; nothing may be assumed.
/// </summary>
public sealed class GatewayUnavailable(string what, string why, Exception? inner = null)
    : Exception($"Stripe gave no answer to: {what} ({why}).", inner)
{
    /// <summary>
    /// Stripe has kept this failure under the request's key, and answers it to every repetition for a day. What it did the first time
    /// must be looked up, and only another key gets another answer.
    /// </summary>
    /// <seealso href="https://docs.stripe.com/api/idempotent_requests"/>
    public bool KeyIsSpent { get; init; }
}

/// <summary>Stripe understood the request and will not do it; nothing was changed there. Asking again the same is of no use.</summary>
/// <param name="code">Stripe's, such as <c>charge_already_refunded</c>; its type where it gave no code.</param>
/// <param name="said">Stripe's words, for staff. A buyer is shown our own.</param>
/// <seealso href="https://docs.stripe.com/error-codes"/>
public sealed class GatewayRefused(string what, string code, string said, Exception? inner = null)
    : Exception($"Stripe refused to {what}: {code}.", inner)
{
    public string Code { get; } = code;

    public string Said { get; } = said;
}

/// <summary>
/// Stripe's answer shows a fault of ours: a key that was used for something else, an object of the wrong mode. Neither repeating nor
/// giving up is right; somebody must look.
/// </summary>
public sealed class GatewayAlarm(string what, string why) : Exception($"Stripe's answer to “{what}” must not be: {why}.")
{
    /// <summary>The request's key has been used for a request that differs from this one, as after a change of the shop's address.</summary>
    public bool KeyIsSpent { get; init; }
}
