using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using Stripe;

namespace RachelFoods.Web.Modules.Payments;

public static class PaymentsModule
{
    private const string StripeHttp = "stripe";

    public static IServiceCollection AddPayments(this IServiceCollection services)
    {
        services.AddOptions<StripeOptions>().BindConfiguration("Stripe");
        services.AddOptions<PaymentOptions>().BindConfiguration("Payments");
        services.AddHttpClient(StripeHttp, (sp, http) => http.Timeout = sp.GetRequiredService<IOptions<StripeOptions>>().Value.Timeout);
        return services
            .AddScoped<CheckoutService>().AddScoped<PaymentService>().AddScoped<PaymentSettlement>()
            .AddScoped<StripeInbox>()
            .AddSingleton(Client).AddSingleton<IPaymentGateway, StripeGateway>()
            .AddHandler<StripeEventArrived, AskAboutEvent>()
            .AddHandler<SettlePayment, AskAboutPayment>()
            .AddHandler<ExpireOrder, CloseExpiredOrder>();
    }

    private static StripeClient Client(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StripeOptions>>().Value;
        var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(StripeHttp);
        return new StripeClient(new StripeClientOptions
        {
            ApiKey = options.SecretKey,
            ApiBase = options.ApiBase,
            HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 1, enableTelemetry: false),
        });
    }
}
