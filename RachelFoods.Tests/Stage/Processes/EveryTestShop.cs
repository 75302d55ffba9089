using RachelFoods.Web.Data;

namespace RachelFoods.Tests.Stage.Processes;

/// <summary>What every shop of the tests must be told: all people of the tests come from one address, and the key ring needs its certificate.</summary>
public static class EveryTestShop
{
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(
        Enum.GetNames<Limited>().Where(name => name.EndsWith("ByAddress", StringComparison.Ordinal))
            .Select(name => KeyValuePair.Create($"Limits:{name}:Times", "0")),
        StringComparer.Ordinal)
    {
        ["Safety:RequestsPerMinute"] = "0",
        ["DataProtection:Certificate"] = TestCertificates.OfTheRun,
        ["DataProtection:Password"] = TestCertificates.Password,
    };
}
