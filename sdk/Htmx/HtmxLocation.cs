namespace Htmx;

/// <summary>What HX-Location may say beside the path; null parts are left out.</summary>
public class HtmxLocation
{
    public string Path { get; set; } = "";
    public string? Source { get; set; }
    public string? Event { get; set; }
    public string? Handler { get; set; }
    public string? Target { get; set; }
    public string? Swap { get; set; }
    public IDictionary<string, object>? Values { get; set; }
    public IDictionary<string, string>? Headers { get; set; }
    public string? Select { get; set; }
    public object? Push { get; set; }
    public string? Replace { get; set; }
}
