namespace RachelFoods.Web.Kernel;

/// <summary>A module's sample rows for the current store. Adds what is missing and changes nothing that is there.</summary>
public interface ISeed
{
    Task SeedAsync(CancellationToken ct);
}
