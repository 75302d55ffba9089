using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Safety;

/// <summary>The guard that looks through every case's log lines finds what it is there for.</summary>
public sealed class The_watch_over_the_log
{
    [Theory]
    [InlineData("address", "No account for ada@customer.example.")]
    [InlineData("street", "taken to 12 Sample Street, Apt 3")]
    [InlineData("phone", "called +1 212 555 0142")]
    [InlineData("password", "Key (password)=(x) and Password=hunter2;")]
    [InlineData("password", "typed a quiet 0123456789abcdef0123456789abcdef")]
    [InlineData("token", "GET /orders/track/CfDJ8G1a5ghMRzVIp4mNH4M9PTw")]
    [InlineData("client_secret", "pi_123_secret_abcdefgh")]
    [InlineData("key", "called with sk_test_stage")]
    [InlineData("key", "signed by whsec_stage")]
    [InlineData("card", "4242 4242 4242 4242 was declined")]
    public void finds_a_secret_and_does_not_repeat_it(string what, string line)
    {
        var found = LogSecrets.FindIn(line);

        Assert.StartsWith(what, found, StringComparison.Ordinal);
        Assert.Contains("█", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Timestamp":"2031-01-01T00:00:00.0000000+00:00","Level":"Information","MessageTemplate":"{Method:l} {Route:l} answered {Status} in {Elapsed} ms"}""")]
    [InlineData("POST /account/reset-password answered 302 in 4242 ms for 0198c1a2-4242-7000-8000-424242424242")]
    public void lets_ordinary_lines_be(string line) => Assert.Null(LogSecrets.FindIn(line));
}
