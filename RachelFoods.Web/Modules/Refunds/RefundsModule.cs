using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Payments;

namespace RachelFoods.Web.Modules.Refunds;

/// <summary>Durations of refunds; <c>Refunds__…</c>.</summary>
public sealed class RefundOptions
{
    /// <summary>How long to wait before Stripe is asked again for a refund after it gave no answer.</summary>
    public TimeSpan AskAgain { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait before Stripe is asked about a refund that it has not decided, should no event have told us.</summary>
    public TimeSpan FollowAfter { get; set; } = TimeSpan.FromMinutes(10);
}

public static class RefundsModule
{
    public static IServiceCollection AddRefunds(this IServiceCollection services)
    {
        services.AddOptions<RefundOptions>().BindConfiguration("Refunds")
            .Validate(o => o.AskAgain > TimeSpan.Zero && o.FollowAfter > TimeSpan.Zero, "Refunds__… must be more than nothing.")
            .ValidateOnStart();
        return services
            .AddScoped<RefundBook>().AddScoped<RefundService>().AddScoped<RefundFollowing>().AddScoped<RefundSending>().AddScoped<StaffRefunds>()
            .AddHandler<SendRefund, SendRefundToStripe>()
            .AddHandler<StripeEventArrived, AskAboutRefunds>()
            .AddHandler<MoneyForCancelledOrder, SendMoneyBack>()
            .AddHandler<DisputeLost, CountMoneyTakenByBank>();
    }
}
