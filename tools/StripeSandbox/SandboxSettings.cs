namespace StripeSandbox;

/// <summary>All settings, from the command line or the environment (<c>Webhooks__0__Url</c>, <c>WebhookBackoff__0</c>).</summary>
public sealed class SandboxSettings
{
    public IReadOnlyList<ConfiguredEndpoint> Webhooks { get; init; } = [];

    /// <summary>The pauses before each further try of a delivery.</summary>
    public IReadOnlyList<TimeSpan> WebhookBackoff { get; init; } = [];

    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RefundsSettleAfter { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan DisputesSettleAfter { get; init; } = TimeSpan.FromSeconds(3);

    public IReadOnlyList<TimeSpan> Backoff => WebhookBackoff.Count > 0 ? WebhookBackoff
        : [.. new[] { 0.5, 1, 2, 4, 8, 16 }.Select(TimeSpan.FromSeconds)];
}

/// <summary>Where to deliver. Without <see cref="ApiKey"/> it hears every account.</summary>
public sealed class ConfiguredEndpoint
{
    public required string Url { get; init; }
    public required string Secret { get; init; }
    public string? ApiKey { get; init; }
}
