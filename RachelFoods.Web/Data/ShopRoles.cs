namespace RachelFoods.Web.Data;

/// <summary>The database roles. None may bypass row security; the owner alone may change the schema.</summary>
public static class ShopRoles
{
    /// <summary>Owns the schema; used by <c>migrate</c> and nothing else.</summary>
    public const string Owner = "shop_owner";

    /// <summary>What requests and handlers run as. Sees the rows of the store that its data source names.</summary>
    public const string App = "shop_app";

    /// <summary>Sees the queue columns of every store, to claim what is due; handling runs as <see cref="App"/>.</summary>
    public const string Worker = "shop_worker";
}
