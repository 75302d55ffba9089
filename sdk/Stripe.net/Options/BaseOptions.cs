namespace Stripe;

public class BaseOptions
{
    public List<string> Expand { get; set; }
    public IDictionary<string, object> ExtraParams { get; set; }

    public void AddExpand(string value) => (Expand ??= []).Add(value);

    public void AddRangeExpand(IEnumerable<string> values) => (Expand ??= []).AddRange(values);

    public void AddExtraParam(string key, object value) =>
        (ExtraParams ??= new Dictionary<string, object>(StringComparer.Ordinal)).Add(key, value);
}

public class ListOptions : BaseOptions
{
    public long? Limit { get; set; }
    public string StartingAfter { get; set; }
    public string EndingBefore { get; set; }

    // Turning pages must not change the options that the caller holds.
    internal TOptions Copy<TOptions>()
        where TOptions : ListOptions => (TOptions)MemberwiseClone();
}
