namespace RachelFoods.Web.Kernel;

/// <summary>A move that no table allows: a bug or a lost race, never a customer's mistake.</summary>
public sealed class IllegalTransition(Guid id, Enum from, Enum to) : InvalidOperationException($"{id} cannot move from {from} to {to}.");
