using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Htmx;

public class HtmxResponseHeaders
{
    private static readonly JsonSerializerOptions LocationJson = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly IHeaderDictionary headers;
    private readonly Dictionary<HtmxTriggerTiming, Dictionary<string, object>> triggers = [];

    internal HtmxResponseHeaders(IHeaderDictionary headers) => this.headers = headers;

    public HtmxResponseHeaders PushUrl(string value) => Set(Keys.PushUrl, value);

    public HtmxResponseHeaders PreventPush() => Set(Keys.PushUrl, "false");

    public HtmxResponseHeaders Redirect(string value) => Set(Keys.Redirect, value);

    public HtmxResponseHeaders Reswap(string value) => Set(Keys.Reswap, value);

    public HtmxResponseHeaders Reselect(string value) => Set(Keys.Reselect, value);

    public HtmxResponseHeaders Location(string value) => Set(Keys.Location, value);

    public HtmxResponseHeaders Location(HtmxLocation location) =>
        Set(Keys.Location, JsonSerializer.Serialize(location, LocationJson));

    public HtmxResponseHeaders ReplaceUrl(string value) => Set(Keys.ReplaceUrl, value);

    public HtmxResponseHeaders PreventReplace() => Set(Keys.ReplaceUrl, "false");

    public HtmxResponseHeaders Refresh() => Set(Keys.Refresh, "true");

    public HtmxResponseHeaders Retarget(string value) => Set(Keys.Retarget, value);

    public HtmxResponseHeaders WithVary()
    {
        headers.Append("Vary", HtmxRequestHeaders.Keys.Request);
        return this;
    }

    public HtmxResponseHeaders WithTrigger(string eventName, object? detail = null, HtmxTriggerTiming timing = HtmxTriggerTiming.Default)
    {
        if (!triggers.TryGetValue(timing, out var events)) triggers[timing] = events = Earlier(Header(timing));
        events[eventName] = detail ?? "";
        return this;
    }

    internal void WriteTriggers()
    {
        foreach (var (timing, events) in triggers)
            headers[Header(timing)] = events.Count == 1 && events.Values.Single() is ""
                ? events.Keys.Single()
                : JsonSerializer.Serialize(events);
    }

    // An earlier part of the same response may have set events; ours join them.
    private Dictionary<string, object> Earlier(string header)
    {
        var value = headers[header].ToString();
        return value.StartsWith('{')
            ? JsonSerializer.Deserialize<Dictionary<string, object>>(value)!
            : value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .ToDictionary(name => name, object (_) => "", StringComparer.Ordinal);
    }

    private static string Header(HtmxTriggerTiming timing) => timing switch
    {
        HtmxTriggerTiming.AfterSettle => Keys.TriggerAfterSettle,
        HtmxTriggerTiming.AfterSwap => Keys.TriggerAfterSwap,
        _ => Keys.Trigger,
    };

    private HtmxResponseHeaders Set(string key, string value)
    {
        headers[key] = value;
        return this;
    }

    public static class Keys
    {
        public const string Location = "HX-Location";
        public const string PushUrl = "HX-Push-Url";
        public const string Redirect = "HX-Redirect";
        public const string Refresh = "HX-Refresh";
        public const string ReplaceUrl = "HX-Replace-Url";
        public const string Reswap = "HX-Reswap";
        public const string Retarget = "HX-Retarget";
        public const string Reselect = "HX-Reselect";
        public const string Trigger = "HX-Trigger";
        public const string TriggerAfterSettle = "HX-Trigger-After-Settle";
        public const string TriggerAfterSwap = "HX-Trigger-After-Swap";

        public static string[] All { get; } =
        [
            Location, PushUrl, Redirect, Refresh, ReplaceUrl, Reswap, Retarget, Reselect,
            Trigger, TriggerAfterSettle, TriggerAfterSwap,
        ];
    }
}
