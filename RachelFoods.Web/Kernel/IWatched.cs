namespace RachelFoods.Web.Kernel;

/// <summary>A row that people may be looking at: after the commit that saves it, every instance hears that what it is about has changed.</summary>
public interface IWatched
{
    /// <summary>What it is about: an order's payment is about the order.</summary>
    Watched Watched { get; }
}

public readonly record struct Watched(string Topic, Guid Id);
