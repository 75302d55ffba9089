namespace RachelFoods.Web.Modules.Reconciliation;

/// <summary>One difference between two records of the same thing.</summary>
/// <param name="Kind">Its name; <see cref="FindingWords"/> says it for people.</param>
/// <param name="Subject">A payment, a refund or an order, as people or Stripe call it.</param>
/// <param name="Here">What our record says; for an invariant, what is wrong.</param>
/// <param name="There">What its neighbour says; empty for an invariant.</param>
/// <param name="OrderNumber">The order that it belongs to, if any.</param>
public sealed record Finding(string Kind, Area Area, string Subject, string Here, string There, string? OrderNumber)
{
    /// <summary>Findings of one order follow from each other; what belongs to no order stands for itself.</summary>
    public string Root => OrderNumber ?? Subject;

    public override string ToString() => There.Length == 0 ? $"{Kind} {Subject}: {Here}" : $"{Kind} {Subject}: {Here}; {There}";
}

/// <summary>Names each difference once: where the money's path first goes wrong, and not at every later station.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _all = [];
    private HashSet<(string Root, Area Area)> _before = [];

    public IReadOnlyList<Finding> All => _all;

    public void Add(string kind, Area area, string subject, string here, string there, string? orderNumber)
    {
        var finding = new Finding(kind, area, subject, here, there, orderNumber);
        // An order that is wrong itself is wrong everywhere; what else is wrong about it is seen when that is right.
        if (!Knew(finding.Root, area) && !Knew(finding.Root, Area.Order))
        {
            _all.Add(finding);
        }
    }

    public void AddMoney(string kind, string subject, string here, string there, string? orderNumber) =>
        Add(kind, Area.Money, subject, here, there, orderNumber);

    public void Add(Violation violation)
    {
        var order = violation.Subject.StartsWith("ORD-", StringComparison.Ordinal) ? violation.Subject : null;
        // What an order's finding has said of a variant already is not said of the variant once more.
        var told = _all.Exists(f => f.Root == violation.Subject
            || (f.Area == violation.Broken.Area && (f.Here + f.There).Contains(violation.Subject, StringComparison.Ordinal)));
        if (!told)
        {
            _all.Add(new Finding(violation.Broken.Name, violation.Broken.Area, violation.Subject, violation.Detail, "", order));
        }
    }

    /// <summary>Whether an earlier station has found something of the kind.</summary>
    public bool Knew(string root, Area area) => _before.Contains((root, area));

    /// <summary>Between two stations: what was found so far is the cause of what follows.</summary>
    public void NextStation() => _before = [.. _all.Select(f => (f.Root, f.Area))];
}
