namespace RachelFoods.Web.Modules.Reconciliation;

public static class ReconciliationModule
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services)
    {
        services.AddOptions<ReconciliationOptions>().BindConfiguration("Reconciliation");
        return services.AddScoped<InvariantService>().AddScoped<BooksReader>().AddScoped<ReconciliationService>();
    }
}
