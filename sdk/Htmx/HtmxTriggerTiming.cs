namespace Htmx;

public enum HtmxTriggerTiming
{
    Default,
    AfterSettle,
    AfterSwap,
}
