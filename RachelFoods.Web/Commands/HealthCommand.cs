namespace RachelFoods.Web.Commands;

/// <summary>
/// <c>health [ADDRESS]</c>: asks the shop that serves on this machine whether it is ready. For containers, whose image has no other program
/// that could ask. Ends with 0 if it is.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(IReadOnlyList<string> address)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(new Uri(address.Count > 0 ? address[0] : Usual()), "/health/ready"));
            Console.WriteLine(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"The shop does not answer: {e.Message}");
            return 1;
        }
    }

    // The images of .NET name the port by this variable.
    private static string Usual() =>
        $"http://127.0.0.1:{(Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS") ?? "8080").Split(';')[0]}";
}
