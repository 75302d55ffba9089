namespace RachelFoods.Web.Kernel;

/// <summary>The answer is a mail as it was sent, with its own styles: it may do nothing but be looked at, by itself or in a frame of ours.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsMailAttribute : Attribute
{
    /// <summary>The answer is a page of ours that shows a mail in a frame.</summary>
    public bool InFrame { get; set; }
}
