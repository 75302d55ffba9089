namespace RachelFoods.Web.Modules.Reconciliation;

public static class ReconciliationModule
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services) => services.AddScoped<InvariantService>();
}
