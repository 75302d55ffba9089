using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Email;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Email;

/// <summary>A store's admin may name any host, and must not reach what stands inside the operator's network.</summary>
public sealed class A_stores_mail_server(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void stands_at_no_address_that_is_not_public(string address) => Assert.False(MailServers.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    public void may_stand_at_any_other(string address) => Assert.True(MailServers.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")] // As a name that meant something else when it was saved.
    public async Task is_looked_at_when_it_is_called_and_not_called_inside(string host)
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        var store = await shop.AStore();
        await shop.SendsThrough(store.Id, host, ((IPEndPoint)inside.LocalEndpoint).Port);

        var result = await SendAs(store.Id);

        Assert.Contains("no public mail server", Assert.IsType<SendMailResult.NotNow>(result).Said, StringComparison.Ordinal);
        Assert.False(inside.Pending());
    }

    [Fact]
    public async Task may_stand_anywhere_if_it_is_the_environments() =>
        Assert.IsType<SendMailResult.Taken>(await SendAs((await shop.AStore()).Id));

    private Task<SendMailResult> SendAs(Guid store) => shop.In(store, services => ActivatorUtilities
        .CreateInstance<SmtpEmailSender>(services, new MailServers(Options.Create(new SmtpOptions())))
        .SendAsync(new OutgoingMail("id@store.example", MailStage.AnAddress(), "Hello", "<p>Hello</p>", "Hello", TimeProvider.System.GetUtcNow()), default));
}
