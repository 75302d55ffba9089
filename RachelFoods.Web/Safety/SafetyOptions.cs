namespace RachelFoods.Web.Safety;

/// <summary>What one client may ask for, and how slowly; <c>Safety__…</c>.</summary>
public sealed class SafetyOptions
{
    private static readonly TimeSpan SlowestClock = TimeSpan.FromSeconds(1);

    /// <summary>Requests of one client (of an IPv6 address the first 64 bits) to one instance; static files, health and webhooks do not count. 0 takes the limit away.</summary>
    public int RequestsPerMinute { get; set; } = 100;

    /// <summary>After which a request is given up. Streams and long comparisons say so for themselves.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>In which a request's head must have come whole, and after which its body must come with 240 bytes a second.</summary>
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection stays open with nothing asked; longer than the proxy keeps it.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(130);

    internal bool IsSound() =>
        RequestsPerMinute >= 0 && RequestTimeout > TimeSpan.Zero && SlowAfter > SlowestClock && KeepAlive > TimeSpan.Zero;
}
