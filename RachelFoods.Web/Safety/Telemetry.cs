using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Safety;

/// <summary>Sends the spans and figures of the framework, of Npgsql and of the shop.</summary>
internal sealed class Telemetry(IOptions<OtlpOptions> options) : IHostedService, IDisposable
{
    public const string AspNet = "Microsoft.AspNetCore";
    public const string Http = "System.Net.Http";
    public const string Sql = "Npgsql";

    private static readonly string[] Spans = [AspNet, Http, Sql, ShopTrace.Name];

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", Http, Sql, ShopTrace.Name];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Endpoint is not { } collector)
        {
            return Task.CompletedTask;
        }
        var version = typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var resource = ResourceBuilder.CreateEmpty().AddService("rachelfoods", serviceVersion: version);
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Spans)
            // Whoever asks does not decide whether we look.
            .SetSampler(new ParentBasedSampler(new WithoutLonelyQuestions(), remoteParentNotSampled: new AlwaysOnSampler()))
            .AddProcessor(new WithoutAddresses())
            .AddOtlpExporter(otlp => Aim(otlp, collector, "v1/traces")).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
            .AddOtlpExporter((otlp, reader) =>
            {
                Aim(otlp, collector, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Value.Every.TotalMilliseconds;
            }).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose(); // Sends what is left.
        _metrics?.Dispose();
    }

    private static void Aim(OtlpExporterOptions otlp, Uri collector, string path) =>
        (otlp.Protocol, otlp.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri($"{collector.ToString().TrimEnd('/')}/{path}"));

    /// <summary>The worker's looks into the outbox every few seconds, about nothing, are no traces.</summary>
    private sealed class WithoutLonelyQuestions : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            new(samplingParameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
    }

    /// <summary>A path can hold a token and a query anything: of a request only this is told.</summary>
    private sealed class WithoutAddresses : BaseProcessor<Activity>
    {
        private static readonly HashSet<string> Told = new(StringComparer.Ordinal)
        {
            "http.request.method", "http.route", "http.response.status_code", "error.type", "server.address", "server.port", "shop.store.id",
            "shop.request.id",
        };

        public override void OnEnd(Activity data)
        {
            if (data.Source.Name is not (AspNet or Http))
            {
                return;
            }
            foreach (var (name, _) in data.TagObjects.ToList())
            {
                if (!Told.Contains(name))
                {
                    data.SetTag(name, null);
                }
            }
        }
    }
}
