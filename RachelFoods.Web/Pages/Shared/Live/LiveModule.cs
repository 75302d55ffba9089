using Microsoft.AspNetCore.Http.Timeouts;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Shared.Live;

public static class LiveModule
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration("Live")
            .Validate(
                o => o.Lasts > TimeSpan.Zero && o.Heartbeat > TimeSpan.Zero && o.CheckSessions > TimeSpan.Zero && o.PerUser > 0 && o.PerClient > 0
                    && o.PerInstance > 0,
                "Live__… must be more than nothing.")
            .ValidateOnStart();
        return services.AddSingleton<LiveStreams>().AddSingleton<IHearSignals>(services => services.GetRequiredService<LiveStreams>())
            .AddSingleton<LiveAnswer>().AddHostedService<LiveSessions>();
    }

    /// <summary>Each stream has the rights of the page beside it.</summary>
    public static void MapLive(this IEndpointRouteBuilder app)
    {
        var live = app.MapGroup("").WithMetadata(new DisableRequestTimeoutAttribute());
        live.MapGet("/orders/{number}/live", OfBuyerAsync).RequireAuthorization();
        live.MapGet("/orders/track/{token}/live", OfLinkAsync);
        live.MapGet("/admin/orders/live", (HttpContext http, LiveAnswer answer) => answer.ServeAsync(http, null, bySession: true))
            .RequireAuthorization(Policies.Staff);
        live.MapGet("/admin/orders/{number}/live", OfStaffAsync).RequireAuthorization(Policies.Staff);
    }

    private static async Task OfBuyerAsync(HttpContext http, string number, OrderService orders, LiveAnswer answer) => await ServeAsync(
        http, answer, http.User.BuyerId() is { } buyerId ? await orders.FindForBuyerAsync(buyerId, number, http.RequestAborted) : null, bySession: true);

    private static async Task OfLinkAsync(HttpContext http, string token, OrderService orders, OrderLinks links, LiveAnswer answer) => await ServeAsync(
        http, answer, links.FromToken(token) is { } orderId ? await orders.FindAsync(orderId, http.RequestAborted) : null, bySession: false);

    private static async Task OfStaffAsync(HttpContext http, string number, OrderService orders, LiveAnswer answer) =>
        await ServeAsync(http, answer, await orders.FindForStaffAsync(number, http.RequestAborted), bySession: true);

    private static async Task ServeAsync(HttpContext http, LiveAnswer answer, OrderView? order, bool bySession)
    {
        if (order is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await answer.ServeAsync(http, order.Id, bySession);
    }
}
