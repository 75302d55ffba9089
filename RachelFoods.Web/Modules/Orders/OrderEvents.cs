namespace RachelFoods.Web.Modules.Orders;

public sealed record OrderPlaced(Guid OrderId);

public sealed record OrderPaid(Guid OrderId);

public sealed record OrderCancelled(Guid OrderId);

/// <summary>Due some days after delivery: who has not complained by then is content.</summary>
internal sealed record CompleteDeliveredOrder(Guid OrderId);
