using System.Text.Json;
using Htmx;
using Microsoft.AspNetCore.Http;

namespace RachelFoods.Tests.Sdk;

public class Htmx_headers
{
    private readonly DefaultHttpContext context = new();

    [Fact]
    public void tell_a_request_of_htmx()
    {
        Assert.False(context.Request.IsHtmx());
        Assert.False(((HttpRequest?)null).IsHtmx());

        context.Request.Headers["HX-Request"] = "true";
        context.Request.Headers["HX-Target"] = "cart";
        context.Request.Headers["HX-Current-URL"] = "http://localhost/cart";

        Assert.True(context.Request.IsHtmx(out var values));
        Assert.Equal(("cart", "http://localhost/cart", ""), (values.Target, values.CurrentUrl, values.Prompt));
        Assert.True(context.Request.IsHtmxNonBoosted(out _));
        Assert.False(context.Request.IsHtmxHistoryRestoreRequest());
    }

    [Fact]
    public void tell_a_boosted_link_from_a_fragment()
    {
        context.Request.Headers["HX-Request"] = "true";
        context.Request.Headers["HX-Boosted"] = "true";
        context.Request.Headers["HX-History-Restore-Request"] = "true";

        Assert.True(context.Request.IsHtmxBoosted());
        Assert.False(context.Request.IsHtmxNonBoosted());
        Assert.True(context.Request.IsHtmxHistoryRestoreRequest());
    }

    [Fact]
    public void steer_the_browser()
    {
        context.Response.Htmx(h => h
            .PushUrl("/cart").ReplaceUrl("/orders").Redirect("/login").Reswap(HtmxSwap.OuterHtml).Reselect("main").Retarget("#cart")
            .Refresh().Location("/orders/7").WithVary());

        Assert.Equal(
            ["/cart", "/orders", "/login", "outerHTML", "main", "#cart", "true", "/orders/7", "HX-Request"],
            new[]
            {
                "HX-Push-Url", "HX-Replace-Url", "HX-Redirect", "HX-Reswap", "HX-Reselect", "HX-Retarget", "HX-Refresh",
                "HX-Location", "Vary",
            }.Select(Header));
    }

    [Fact]
    public void forbid_history_entries()
    {
        context.Response.Htmx(h => h.PreventPush().PreventReplace());

        Assert.Equal(("false", "false"), (Header("HX-Push-Url"), Header("HX-Replace-Url")));
    }

    [Fact]
    public void write_a_location_without_its_empty_parts()
    {
        context.Response.Htmx(h => h.Location(new HtmxLocation { Path = "/orders", Target = "#list" }));

        Assert.Equal("""{"path":"/orders","target":"#list"}""", Header("HX-Location"));
    }

    [Fact]
    public void name_events_and_their_details_by_moment()
    {
        context.Response.Htmx(h => h.WithTrigger("cart-changed").WithTrigger("done", timing: HtmxTriggerTiming.AfterSwap));
        context.Response.Htmx(h => h
            .WithTrigger("toast", new { text = "Added" }).WithTrigger("ready", timing: HtmxTriggerTiming.AfterSettle));

        var events = JsonDocument.Parse(Header("HX-Trigger")).RootElement;
        Assert.Equal("", events.GetProperty("cart-changed").GetString());
        Assert.Equal("Added", events.GetProperty("toast").GetProperty("text").GetString());
        Assert.Equal("done", Header("HX-Trigger-After-Swap"));
        Assert.Equal("ready", Header("HX-Trigger-After-Settle"));
    }

    [Fact]
    public void name_several_events_at_once()
    {
        context.Response.Htmx(h => h.WithTrigger("cart-changed").WithTrigger("stock-changed"));

        Assert.Equal("""{"cart-changed":"","stock-changed":""}""", Header("HX-Trigger"));
    }

    [Fact]
    public void stop_polling()
    {
        context.Response.StopPolling();

        Assert.Equal(286, context.Response.StatusCode);
    }

    private string Header(string name) => context.Response.Headers[name].ToString();
}
