using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Cart;
using RachelFoods.Web.Modules.Promotions;

namespace RachelFoods.Web.Modules.Orders;

/// <summary><c>Orders__…</c></summary>
public sealed class OrdersOptions
{
    /// <summary>How long the stock of an unpaid card order is kept.</summary>
    public TimeSpan Hold { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Unpaid orders that there may be at a time for one customer, one e-mail or one delivery address.</summary>
    public int OpenLimit { get; set; } = 3;

    /// <summary>How long staff may undo a move that has moved neither money nor stock; the customer hears of it only afterwards.</summary>
    public TimeSpan UndoFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>From delivery until the order counts as completed.</summary>
    public TimeSpan CompleteAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often orders that an older version has placed beside this one are given the words that staff find them by.</summary>
    public TimeSpan GiveWordsEvery { get; set; } = TimeSpan.FromMinutes(5);
}

public static class OrdersModule
{
    public static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.AddOptions<OrdersOptions>().BindConfiguration("Orders")
            .Validate(o => o.Hold > TimeSpan.Zero && o.OpenLimit > 0 && o.CompleteAfter > TimeSpan.Zero && o.GiveWordsEvery > TimeSpan.Zero, "Orders__… must be more than nothing.")
            .Validate(o => o.UndoFor >= TimeSpan.Zero && o.UndoFor < o.CompleteAfter, "Orders__UndoFor must be shorter than Orders__CompleteAfter.")
            .ValidateOnStart();
        return services.AddSingleton<OrderLinks>().AddScoped<OrderPlacement>().AddScoped<OrderService>().AddScoped<StaffOrders>().AddScoped<SavedViews>().AddScoped<PaidOrders>()
            .AddScoped<OrderMoves>().AddScoped<GuestOrders>().AddScoped<CartOrders>().AddScoped<IOpenOrders>(services => services.GetRequiredService<CartOrders>())
            .AddScoped<IEarlierOrders, EarlierOrders>().AddScoped<ISeed, OrderSeed>()
            .AddHandler<OrderPaid, RecordSales>().AddHandler<OrderCancelled, RecordSales>()
            .AddHandler<OrderMoved, EndUndo>()
            .AddHandler<CompleteDeliveredOrder, CompleteDelivered>()
            .AddHandler<GiveLateOrdersWords, WordsOfLateOrders>()
            .AddRepeating<GiveLateOrdersWords>(s => s.GetRequiredService<IOptions<OrdersOptions>>().Value.GiveWordsEvery);
    }
}
