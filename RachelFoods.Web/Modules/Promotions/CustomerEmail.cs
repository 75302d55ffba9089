namespace RachelFoods.Web.Modules.Promotions;

/// <summary>
/// The form of an e-mail address by which a coupon's uses are counted: lower case and without a +tag, which most hosts deliver to the
/// same mailbox. Dots are kept: only some hosts ignore them, and elsewhere they tell two people apart.
/// </summary>
public static class CustomerEmail
{
    public static string Key(string email)
    {
        // As the column orders.email_key does it.
        var parts = email.Trim().ToLowerInvariant().Split('@');
        return $"{parts[0].Split('+')[0]}@{(parts.Length > 1 ? parts[1] : "")}";
    }
}
