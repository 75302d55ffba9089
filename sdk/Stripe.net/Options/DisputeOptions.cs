namespace Stripe;

public class DisputeUpdateOptions : BaseOptions
{
    public Dictionary<string, string> Metadata { get; set; }
    public bool? Submit { get; set; }
}

public class DisputeGetOptions : BaseOptions;

public class DisputeCloseOptions : BaseOptions;

public class DisputeListOptions : ListOptions;
