using System.Globalization;

namespace RachelFoods.Web.Kernel;

/// <summary>A place in a list that is sorted by time: just before the row (towards older ones) or just after it.</summary>
public sealed record ListCursor(DateTimeOffset At, Guid Id, bool TowardsNewer)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(TowardsNewer ? "newer" : "older")}-{At.UtcTicks}-{Id:N}");

    /// <returns>Null for what is no cursor: the list then begins with the newest.</returns>
    public static ListCursor? Parse(string? text) =>
        text?.Split('-') is ["newer" or "older", var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? new ListCursor(new DateTimeOffset(at, TimeSpan.Zero), guid, text.StartsWith('n'))
            : null;
}
