using System.Diagnostics;

namespace RachelFoods.Web.Kernel;

/// <summary>The shop's own acts in a trace, beside those that the framework, Npgsql and HttpClient tell by themselves.</summary>
internal static class ShopTrace
{
    public const string Name = "RachelFoods";

    private static readonly ActivitySource Source = new(Name);

    /// <returns>Null when nobody listens.</returns>
    public static Activity? Begin(string act, ActivityKind kind = ActivityKind.Internal) => Source.StartActivity(act, kind);

    public static void Fail(this Activity? act, Exception why) => act?.SetStatus(ActivityStatusCode.Error, why.GetType().Name);
}
