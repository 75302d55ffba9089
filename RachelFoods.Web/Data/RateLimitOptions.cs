namespace RachelFoods.Web.Data;

/// <summary>What is limited exactly, and by whom it is counted.</summary>
public enum Limited
{
    LogInByAccount,
    LogInByAddress,
    ResetByAccount,
    ResetByAddress,
    RegisterByAddress,
    ConfirmByEmail,
    CouponByAddress,
    PlaceByAddress,
    PayByOrder,
    PayByAddress,
    TrackByAddress,
    LinkByOrder,
    LinkByEmail,
    LinkByAddress,
}

public sealed class RateLimit
{
    /// <summary>So many tries; 0 takes the limit away.</summary>
    public int Times { get; set; }

    /// <summary>The time in which they count.</summary>
    public TimeSpan Within { get; set; }
}

/// <summary>The exact limits; <c>Limits__…__Times</c> and <c>Limits__…__Within</c>. Address is the client's, account the e-mail that was typed.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Log-ins with one e-mail.</summary>
    public RateLimit LogInByAccount { get; set; } = new() { Times = 5, Within = TimeSpan.FromMinutes(15) };

    /// <summary>Log-ins from one address; a household or an office shares it.</summary>
    public RateLimit LogInByAddress { get; set; } = new() { Times = 50, Within = TimeSpan.FromMinutes(15) };

    /// <summary>New passwords asked for one e-mail.</summary>
    public RateLimit ResetByAccount { get; set; } = new() { Times = 3, Within = TimeSpan.FromHours(1) };

    /// <summary>New passwords asked for from one address.</summary>
    public RateLimit ResetByAddress { get; set; } = new() { Times = 20, Within = TimeSpan.FromHours(1) };

    /// <summary>Accounts made from one address.</summary>
    public RateLimit RegisterByAddress { get; set; } = new() { Times = 20, Within = TimeSpan.FromHours(1) };

    /// <summary>Mails that ask one e-mail address to be confirmed, for a new account or as another address of one.</summary>
    public RateLimit ConfirmByEmail { get; set; } = new() { Times = 5, Within = TimeSpan.FromHours(1) };

    /// <summary>Coupon codes tried from one address, right or wrong.</summary>
    public RateLimit CouponByAddress { get; set; } = new() { Times = 20, Within = TimeSpan.FromMinutes(10) };

    /// <summary>Orders placed from one address.</summary>
    public RateLimit PlaceByAddress { get; set; } = new() { Times = 30, Within = TimeSpan.FromMinutes(10) };

    /// <summary>Payments begun for one order; each look at the pay page begins one anew.</summary>
    public RateLimit PayByOrder { get; set; } = new() { Times = 30, Within = TimeSpan.FromMinutes(10) };

    /// <summary>Payments begun from one address.</summary>
    public RateLimit PayByAddress { get; set; } = new() { Times = 60, Within = TimeSpan.FromMinutes(10) };

    /// <summary>Links to an order that were made up; a true one is always shown.</summary>
    public RateLimit TrackByAddress { get; set; } = new() { Times = 20, Within = TimeSpan.FromMinutes(15) };

    /// <summary>Links to one order asked for with its e-mail; a mail follows each.</summary>
    public RateLimit LinkByOrder { get; set; } = new() { Times = 3, Within = TimeSpan.FromHours(1) };

    /// <summary>Links to orders asked for with one e-mail, whatever their numbers.</summary>
    public RateLimit LinkByEmail { get; set; } = new() { Times = 6, Within = TimeSpan.FromHours(1) };

    /// <summary>Links to orders asked for from one address.</summary>
    public RateLimit LinkByAddress { get; set; } = new() { Times = 20, Within = TimeSpan.FromMinutes(15) };

    /// <summary>How often what has run out is deleted.</summary>
    public TimeSpan ForgetEvery { get; set; } = TimeSpan.FromHours(1);

    internal RateLimit Of(Limited what) => what switch
    {
        Limited.LogInByAccount => LogInByAccount,
        Limited.LogInByAddress => LogInByAddress,
        Limited.ResetByAccount => ResetByAccount,
        Limited.ResetByAddress => ResetByAddress,
        Limited.RegisterByAddress => RegisterByAddress,
        Limited.ConfirmByEmail => ConfirmByEmail,
        Limited.CouponByAddress => CouponByAddress,
        Limited.PlaceByAddress => PlaceByAddress,
        Limited.PayByOrder => PayByOrder,
        Limited.PayByAddress => PayByAddress,
        Limited.TrackByAddress => TrackByAddress,
        Limited.LinkByOrder => LinkByOrder,
        Limited.LinkByEmail => LinkByEmail,
        Limited.LinkByAddress => LinkByAddress,
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    /// <returns>Whether every limit could be kept.</returns>
    internal bool IsSound() => Enum.GetValues<Limited>().Select(Of).All(l => l.Times is >= 0 and <= 1000 && l.Within > TimeSpan.Zero);
}
