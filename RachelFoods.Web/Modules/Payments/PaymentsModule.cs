using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Payments;

public static class PaymentsModule
{
    public static IServiceCollection AddPayments(this IServiceCollection services)
    {
        services.AddOptions<StripeOptions>().BindConfiguration("Stripe");
        services.AddOptions<PaymentOptions>().BindConfiguration("Payments")
            .Validate(
                o => o.HostedPageCanBeMade > TimeSpan.Zero && o.HostedPageLasts <= TimeSpan.FromDays(1),
                "Payments__HostedPageLasts must be more than 31 minutes and at most a day.")
            .Validate(o => o.MostPerOrder > 0, "Payments__MostPerOrder must be more than nothing.")
            .ValidateOnStart();
        services.AddStripeHttp(StripeConnections.Answering, o => o.Timeout).AddStripeHttp(StripeConnections.Background, o => o.BackgroundTimeout);
        return services
            .AddScoped<CheckoutService>().AddScoped<PaymentService>().AddScoped<PaymentSettlement>()
            .AddScoped<StripeInbox>().AddScoped<StripeEvents>().AddScoped<StripeEventTransfer>()
            .AddScoped<CapturedPayments>().AddScoped<StripeKeys>()
            .AddSingleton<StripeConnections>().AddSingleton<StripeAnswers>().AddScoped<StripeAccounts>().AddScoped<StripeCalls>()
            .AddScoped<StripeGateway>().AddScoped<PaymentAtStripe>()
            .AddScoped<IPaymentGateway>(services => services.GetRequiredService<StripeGateway>())
            .AddKeyedScoped<IPaymentGateway, StripeHostedPages>(PaymentKind.HostedSession)
            .AddScoped<IRefundGateway, StripeRefundGateway>()
            .AddScoped<IStripeBooks, StripeBooks>()
            .AddScoped<IDisputeGateway, StripeDisputeGateway>().AddScoped<DisputeFollowing>().AddScoped<StaffDisputes>()
            .AddHandler<StripeEventArrived, AskAboutEvent>()
            .AddHandler<StripeEventArrived, AskAboutDisputes>()
            .AddHandler<FollowDispute, AskAboutDispute>()
            .AddHandler<SettlePayment, AskAboutPayment>()
            .AddHandler<ExpireOrder, CloseExpiredOrder>()
            .AddHandler<LookForMissedEvents, KeepMissedEvents>()
            .AddRepeating<LookForMissedEvents>(services => services.GetRequiredService<IOptions<PaymentOptions>>().Value.LookForMissed);
    }

    // The client is kept for good, so it is the connections that are renewed, lest a changed address go unnoticed.
    private static IServiceCollection AddStripeHttp(this IServiceCollection services, string name, Func<StripeOptions, TimeSpan> timeout)
    {
        services.AddHttpClient(name, (sp, http) => http.Timeout = timeout(sp.GetRequiredService<IOptions<StripeOptions>>().Value))
            .UseSocketsHttpHandler((sockets, _) => sockets.PooledConnectionLifetime = TimeSpan.FromMinutes(5))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        return services;
    }
}
