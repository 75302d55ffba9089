namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>What a finding is about. Of one order's findings of one area only the first is told: the others follow from it.</summary>
public enum Area
{
    /// <summary>The order itself: its figures, its state and history.</summary>
    Order,
    Money,
    Stock,

    /// <summary>Messages and events: what is still to happen.</summary>
    Queue,

    /// <summary>The installation rather than one of its rows.</summary>
    Safety,
}

/// <summary>Something that is true of a store's rows at every moment.</summary>
/// <param name="Id">I1 to I15; several may share one.</param>
/// <param name="Name">What a row that breaks it is called.</param>
/// <param name="Sql">
/// The rows that break it, as (subject text, detail text). The subject is the order's number where there is an order. <c>$1</c> is the
/// time now, and <c>order_money</c> what each card order was paid, gave back and owes.
/// </param>
public sealed record Invariant(string Id, string Name, Area Area, string Sentence, string Sql);

/// <summary>A row that breaks an invariant.</summary>
/// <param name="Subject">The order's number where there is an order.</param>
public sealed record Violation(Invariant Broken, string Subject, string Detail)
{
    public override string ToString() => $"{Broken.Id} {Broken.Name}: {Subject}: {Detail}";
}
