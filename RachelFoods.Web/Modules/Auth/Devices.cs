namespace RachelFoods.Web.Modules.Auth;

/// <summary>Names a device well enough for its owner to know it again.</summary>
internal static class Devices
{
    // The first that fits: Edge and Opera call themselves Chrome as well, and Chrome calls itself Safari.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    public static string Name(string userAgent) =>
        (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
        {
            (null, null) => "",
            (var browser, null) => browser,
            (null, var system) => system,
            var (browser, system) => $"{browser} on {system}",
        };

    private static string? Find((string Mark, string Name)[] known, string userAgent) =>
        Array.Find(known, k => userAgent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
