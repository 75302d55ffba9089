namespace RachelFoods.Tests.Sandbox;

public sealed record PageAnswer(int Status, string Location, string Html);

/// <summary>The sandbox's hosted page as a browser without JavaScript meets it.</summary>
public sealed class HostedPage(SandboxProcess sandbox, Reply session)
{
    public Reply Session => session;

    public Task<PageAnswer> Show(string query = "") => Send(HttpMethod.Get, session["url"] + query);

    public Task<PageAnswer> Pay(string number = "4242424242424242", string expiry = "12 / 34", string cvc = "123") =>
        Send(HttpMethod.Post, session["url"], ("number", number), ("expiry", expiry), ("cvc", cvc), ("email", "ada@example.com"));

    /// <summary>Presses a button of the bank's page, where a payment was led.</summary>
    public Task<PageAnswer> AnswerChallenge(PageAnswer led, string outcome)
    {
        var address = led.Location.Split("?client_secret=");
        return Send(HttpMethod.Post, address[0], ("client_secret", address[1]), ("outcome", outcome));
    }

    public Task<PageAnswer> Open(string url) => Send(HttpMethod.Get, url);

    private async Task<PageAnswer> Send(HttpMethod method, string url, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, url);
        if (fields.Length > 0)
            request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await sandbox.Http.SendAsync(request);
        return new PageAnswer((int)answer.StatusCode, answer.Headers.Location?.ToString() ?? "", await answer.Content.ReadAsStringAsync());
    }
}
