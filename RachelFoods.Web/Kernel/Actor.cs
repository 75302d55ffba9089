namespace RachelFoods.Web.Kernel;

/// <summary>Who did something: moved an order, changed a balance, counted the stock.</summary>
public enum ActorKind
{
    System,
    Buyer,
    Staff,
}

/// <param name="UserId">Null for the system and for a guest.</param>
public sealed record Actor(ActorKind Kind, Guid? UserId)
{
    public static readonly Actor System = new(ActorKind.System, null);

    public static Actor Buyer(Guid? userId) => new(ActorKind.Buyer, userId);

    public static Actor Staff(Guid userId) => new(ActorKind.Staff, userId);
}
