namespace RachelFoods.Web.Kernel;

/// <summary>Where traces and metrics go by OTLP over HTTP; nowhere without an endpoint.</summary>
public sealed class OtlpOptions
{
    /// <summary>The collector's base, such as http://collector:4318.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>How often metrics are sent, and the business figures read.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);
}
