namespace RachelFoods.Web.Data;

/// <summary>
/// How long PostgreSQL is waited for; <c>Database__…</c>. A statement whose time is over is called off on a connection of its own, which
/// may take <see cref="Connect"/> once more: the two together end a page on a silent line within 15 seconds.
/// </summary>
public sealed class DatabaseOptions
{
    /// <summary>How long a place in the pool and a connection are waited for.</summary>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one statement may take while somebody waits for a page; with <c>Connect</c> twice, a silent line is given up within 15 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How long one statement may take in work that nobody waits for, and where the books are compared.</summary>
    public TimeSpan BackgroundTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Npgsql counts in whole seconds, and 0 would be for ever.</summary>
    internal static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
