using StripeSandbox;
using StripeSandbox.Api;
using StripeSandbox.Books;
using StripeSandbox.Browser;
using StripeSandbox.Control;
using StripeSandbox.Webhooks;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:12111");
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddSingleton(builder.Configuration.Get<SandboxSettings>() ?? new SandboxSettings());
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Faults>();
builder.Services.AddSingleton<RequestLog>();
builder.Services.AddSingleton<WebhookSender>();
builder.Services.AddSingleton<Accounts>();
builder.Services.AddSingleton<ApiPipeline>();

var app = builder.Build();
var api = new ApiRoutes(app);
api.AllowOtherOrigins();
api.MapPaymentIntents();
api.MapMoney();
api.MapWebhookEndpoints();
api.RefuseTheRest();
app.MapControlPlane();
app.MapBrowserPages();
app.Run();
