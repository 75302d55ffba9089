namespace Stripe;

public class ChargeGetOptions : BaseOptions;

public class ChargeListOptions : ListOptions;

public class BalanceTransactionGetOptions : BaseOptions;

public class BalanceTransactionListOptions : ListOptions;

public class EventGetOptions : BaseOptions;

public class EventListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }
    public bool? DeliverySuccess { get; set; }
    public string Type { get; set; }
    public List<string> Types { get; set; }
}
