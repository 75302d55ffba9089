namespace RachelFoods.Web.Kernel;

/// <summary>How a product is taxed; what the rate is, each store says for itself.</summary>
public enum TaxClass
{
    Standard,
    Reduced,

    /// <summary>Not taxed at all.</summary>
    Zero,
}
