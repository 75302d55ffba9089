using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sentry.AspNetCore;
using Sentry.Sending;

namespace Microsoft.AspNetCore.Hosting;

public static class SentryWebHostBuilderExtensions
{
    public static IWebHostBuilder UseSentry(this IWebHostBuilder builder, Action<SentryAspNetCoreOptions>? configureOptions) =>
        builder.ConfigureServices((context, services) =>
        {
            services.AddHttpContextAccessor();
            var options = services.AddOptions<SentryAspNetCoreOptions>().BindConfiguration("Sentry");
            options.Configure(o => o.Environment ??= context.HostingEnvironment.EnvironmentName.ToLowerInvariant());
            if (configureOptions is not null) options.Configure(configureOptions);
            services.AddSingleton<ILoggerProvider>(sp =>
            {
                var chosen = sp.GetRequiredService<IOptions<SentryAspNetCoreOptions>>().Value;
                return new SentryLoggerProvider(chosen, Transport.To(chosen), sp.GetRequiredService<IHttpContextAccessor>());
            });
        });
}
