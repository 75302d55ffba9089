using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Npgsql;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Safety;

namespace RachelFoods.Tests.Safety;

public sealed class An_error(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task is_a_page_of_the_shop_with_its_status_and_a_number()
    {
        var answer = await shop.Browser().GetAsync("/nothing-here");

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is nothing here", page, StringComparison.Ordinal);
        Assert.Contains("<main", page, StringComparison.Ordinal);
        Assert.Contains(answer.Headers.GetValues("X-Request-Id").Single(), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task of_a_form_without_its_token_says_what_to_do()
    {
        var answer = await shop.Browser().PostAsync("/account/login", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("load it again", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task is_a_piece_of_a_page_for_htmx()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing-here");
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Request-Type", "partial");

        var answer = await shop.Browser().SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.StartsWith("<div id=\"problem\"", (await answer.Content.ReadAsStringAsync()).TrimStart(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task page_is_no_address_of_its_own() =>
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Browser().GetAsync("/error")).StatusCode);

    [Fact]
    public async Task of_a_buyer_among_the_staffs_pages_is_a_refusal()
    {
        var browser = await shop.LoggedIn(await shop.ABuyer());

        var answer = await browser.GetAsync("/admin/orders");

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
    }

    [Fact]
    public void of_the_database_is_one_that_passes()
    {
        var down = new InvalidOperationException("likely transient", new NpgsqlException("no connection", new SocketException()));

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, ErrorPages.StatusOf(down));
        Assert.Equal(StatusCodes.Status500InternalServerError, ErrorPages.StatusOf(new InvalidOperationException("a bug")));
        Assert.Equal(StatusCodes.Status413PayloadTooLarge, ErrorPages.StatusOf(new BadHttpRequestException("much", StatusCodes.Status413PayloadTooLarge)));
    }
}
