namespace RachelFoods.Web.Modules.Promotions;

/// <param name="Name">Of what is asked, for the tester.</param>
/// <param name="Words">Why it passes, or what is missing, for the buyer.</param>
public sealed record CouponRule(string Name, bool Passes, string Words);

/// <summary>Whether a code holds for a basket, rule by rule.</summary>
/// <param name="Code">As it is kept, or as it was typed where no such code is known.</param>
/// <param name="Terms">Null for an unknown code.</param>
/// <param name="VariantIds">Those of the basket that it counts for.</param>
public sealed record CouponCheck(string Code, Guid? CouponId, CouponTerms? Terms, IReadOnlyList<CouponRule> Rules, IReadOnlyCollection<Guid> VariantIds)
{
    public bool Holds => Terms is not null && Rules.All(rule => rule.Passes);

    /// <summary>Why it does not hold: the first rule that fails.</summary>
    public string? Problem => Rules.FirstOrDefault(rule => !rule.Passes)?.Words;

    internal static CouponCheck Unknown(string code) =>
        new(code, null, null, [new CouponRule("Code", false, CouponWords.NotValid)], []);
}
