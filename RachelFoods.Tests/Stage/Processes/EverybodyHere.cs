using RachelFoods.Web.Data;

namespace RachelFoods.Tests.Stage.Processes;

/// <summary>What every shop of the tests must be told, because all people of the tests come from one address.</summary>
public static class EverybodyHere
{
    public static IReadOnlyDictionary<string, string> Settings { get; } = Enum.GetNames<Limited>()
        .Where(name => name.EndsWith("ByAddress", StringComparison.Ordinal)).ToDictionary(name => $"Limits:{name}:Times", _ => "0", StringComparer.Ordinal);
}
