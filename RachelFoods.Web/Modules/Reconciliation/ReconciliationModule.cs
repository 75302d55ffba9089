using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Reconciliation;

public static class ReconciliationModule
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services)
    {
        services.AddOptions<ReconciliationOptions>().BindConfiguration("Reconciliation");
        return services
            .AddScoped<InvariantService>().AddScoped<BooksReader>().AddScoped<ReconciliationService>().AddScoped<ReconciliationLog>()
            .AddScoped<PutAsideService>().AddScoped<StandingService>().AddHostedService<BusinessFigures>()
            .AddHandler<ReconcileLately, ReconcileByItself>()
            .AddRepeating<ReconcileLately>(s => s.GetRequiredService<IOptions<ReconciliationOptions>>().Value.Every);
    }
}
