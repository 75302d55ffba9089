namespace RachelFoods.Web.Kernel;

/// <summary>
/// The request that what happens now goes back to. The outbox takes it along, so that a mail or a line of the log leads to it also where
/// another process does the work, long after its answer.
/// </summary>
internal static class Cause
{
    private static readonly AsyncLocal<string?> Now = new();

    /// <summary>As its answer and its log lines have it; null for what the shop does by itself. Holds until the method that sets it ends.</summary>
    public static string? RequestId
    {
        get => Now.Value;
        set => Now.Value = value;
    }
}
