namespace RachelFoods.Web.Modules.Payments;

/// <param name="What">What was asked, in words.</param>
/// <param name="Fault">Null when Stripe did it.</param>
public sealed record StripeAnswerView(DateTimeOffset At, string What, string? Fault);

/// <summary>The last thing that this instance heard from Stripe, for who looks whether it is there.</summary>
public sealed class StripeAnswers(TimeProvider clock)
{
    public StripeAnswerView? Last { get; private set; }

    internal void Note(string what, string? fault) => Last = new StripeAnswerView(clock.GetUtcNow(), what, fault);
}
