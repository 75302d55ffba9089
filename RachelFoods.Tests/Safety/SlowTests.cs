using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Safety;

public sealed class What_is_too_slow_or_too_much(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_cut_off_in_plain_words_while_others_are_served()
    {
        var (app, at) = shop.Stage.AnotherInstance(("Safety:SlowAfter", "00:00:02"));
        await using var _ = app;

        var heads = Enumerable.Range(0, 20).Select(_ => SendAsync(at, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).ToList();
        var body = SendAsync(at, "POST /webhooks/stripe HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n{");
        var long_ = SendAsync(at, $"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('x', 20_000)}\r\n\r\n");
        using var other = await shop.Browser(at: at).GetAsync("/account/login");

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.All(await Task.WhenAll(heads), answer => AssertPlain("408", answer));
        AssertPlain("408", await body);
        AssertPlain("431", await long_);
    }

    [Fact]
    public async Task is_given_up_when_an_answer_takes_too_long()
    {
        // A Stripe of its own: others that ask the stage's at the same time would take its silence for themselves.
        await using var stripe = await HttpSink.StartAsync();
        stripe.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var (app, at) = shop.Stage.AnotherInstance(("Safety:RequestTimeout", "00:00:01"), ("Stripe:ApiBase", stripe.Address.GetLeftPart(UriPartial.Authority)));
        await using var _ = app;
        using var browser = shop.Browser(at: at);
        var order = await shop.AnOrderAtTheTill();
        var address = await shop.Run(services => Task.FromResult(services.GetRequiredService<OrderLinks>().PayPath(order)));

        using var answer = await browser.Send($"{address}?handler=Page", [], address);

        Assert.Contains(stripe.Taken, asked => asked.Path == "/v1/checkout/sessions");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.DoesNotContain("   at ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static void AssertPlain(string status, string answer)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
    }

    /// <returns>All that came until the other side closed.</returns>
    private static async Task<string> SendAsync(Uri at, string begun)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, at.Port);
        await using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(begun));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync(patience.Token);
    }
}
