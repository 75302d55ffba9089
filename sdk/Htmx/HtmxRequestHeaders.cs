using Microsoft.AspNetCore.Http;

namespace Htmx;

public class HtmxRequestHeaders(HttpRequest request)
{
    public string CurrentUrl { get; } = request.Headers.Text(Keys.CurrentUrl);
    public bool HistoryRestoreRequest { get; } = request.Headers.IsTrue(Keys.HistoryRestoreRequest);
    public string Prompt { get; } = request.Headers.Text(Keys.Prompt);
    public string Target { get; } = request.Headers.Text(Keys.Target);
    public string TriggerName { get; } = request.Headers.Text(Keys.TriggerName);
    public string Trigger { get; } = request.Headers.Text(Keys.Trigger);
    public bool Boosted { get; } = request.Headers.IsTrue(Keys.Boosted);

    public static class Keys
    {
        public const string CurrentUrl = "HX-Current-URL";
        public const string HistoryRestoreRequest = "HX-History-Restore-Request";
        public const string Prompt = "HX-Prompt";
        public const string Request = "HX-Request";
        public const string Target = "HX-Target";
        public const string TriggerName = "HX-Trigger-Name";
        public const string Trigger = "HX-Trigger";
        public const string Boosted = "HX-Boosted";

        public static string[] All { get; } =
            [CurrentUrl, HistoryRestoreRequest, Prompt, Request, Target, TriggerName, Trigger, Boosted];
    }
}
