using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using RachelFoods.E2E.Stage;
using RachelFoods.Tests.Sandbox;

namespace RachelFoods.E2E.Sandbox;

/// <summary>The smallest pay page that a shop can have, under the shop's own kind of Content-Security-Policy, in a real browser.</summary>
public sealed class PayPage : IAsyncLifetime
{
    private const string Key = "sk_test_pay_page";

    private readonly SandboxProcess sandbox = new();
    private readonly ConcurrentQueue<string> heard = new();
    private WebApplication shop = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    /// <summary>Everything that the browser sent to the shop.</summary>
    public IEnumerable<string> HeardByTheShop => heard;

    public string Url => shop.Urls.First();

    public async Task InitializeAsync()
    {
        await sandbox.InitializeAsync();
        shop = Shop();
        await shop.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.StartAsync(playwright);
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await shop.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    public async Task<IPage> OpenAsync(string? secret = null, string theme = "stripe", string redirect = "if_required", int width = 1280)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = theme == "night" ? ColorScheme.Dark : ColorScheme.Light,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{Url}/?secret={secret ?? await NewSecretAsync()}&theme={theme}&redirect={redirect}");
        return page;
    }

    private async Task<string> NewSecretAsync()
    {
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("amount", "2599"), KeyValuePair.Create("currency", "usd"), KeyValuePair.Create("payment_method_types[0]", "card")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/payment_intents") { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using var answer = await sandbox.Http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["client_secret"]!.GetValue<string>();
    }

    private WebApplication Shop()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Use(async (http, next) =>
        {
            using var body = new StreamReader(http.Request.Body);
            heard.Enqueue($"{http.Request.Path}{http.Request.QueryString} {await body.ReadToEndAsync()}");
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' {sandbox.Url}; frame-src {sandbox.Url}; "
                + $"connect-src 'self' {sandbox.Url}; base-uri 'none'; form-action 'self'";
            await next(http);
        });
        app.MapGet("/", () => Results.Content(Html, "text/html"));
        app.MapGet("/pay.js", () => Results.Content(Script, "text/javascript"));
        app.MapGet("/pay.css", () => Results.Content(Style, "text/css"));
        app.MapGet("/return", () => Results.Content("<!doctype html><html lang=en><title>Back</title><h1>Thank you</h1>", "text/html"));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        return app;
    }

    private string Html => $"""
        <!doctype html>
        <html lang="en">
        <head><meta name="viewport" content="width=device-width, initial-scale=1"><title>Pay</title>
        <link rel="stylesheet" href="/pay.css">
        <script src="{sandbox.Url}/dahlia/stripe.js" defer></script><script src="/pay.js" defer></script></head>
        <body><main><h1>Pay</h1><form id="pay"><div id="card"></div><button disabled>Pay now</button></form>
        <output id="state" aria-label="State"></output><pre id="result"></pre></main></body>
        </html>
        """;

    private const string Style = """
        :root { color-scheme: light dark; }
        body { font-family: sans-serif; margin: 24px; background: light-dark(#fff8f0, #1f1a17); color: light-dark(#222, #eee); }
        main { max-width: 30rem; margin: 0 auto; }
        button { min-height: 44px; padding: 0 24px; margin-top: 16px; color: #fff; background: #8a2b06; border: 0; border-radius: 8px; }
        button:disabled { background: #6b5a52; }
        """;

    private const string Script = """
        'use strict';
        const asked = new URLSearchParams(location.search);
        const clientSecret = asked.get('secret');
        const stripe = Stripe('pk_test_pay_page');
        const night = asked.get('theme') === 'night';
        const elements = stripe.elements({ clientSecret, appearance: { theme: asked.get('theme'), variables: {
          colorPrimary: night ? '#ffb38a' : '#8a2b06', borderRadius: '10px', fontFamily: 'sans-serif' } } });
        const card = elements.create('payment');
        const state = document.getElementById('state');
        const button = document.querySelector('button');
        card.on('ready', () => { state.textContent = 'ready'; button.disabled = false; });
        card.on('loaderror', ({ error }) => { state.textContent = 'loaderror ' + error.code; });
        card.on('change', ({ complete }) => { document.body.dataset.complete = complete; });
        card.mount('#card');
        document.getElementById('pay').addEventListener('submit', async event => {
          event.preventDefault();
          button.disabled = true;
          state.textContent = 'paying';
          const submitted = await elements.submit();
          const result = submitted.error ? submitted : await stripe.confirmPayment({
            elements, clientSecret, confirmParams: { return_url: location.origin + '/return' }, redirect: asked.get('redirect') });
          state.textContent = result.error ? `${result.error.type} ${result.error.code}` : result.paymentIntent.status;
          document.getElementById('result').textContent = result.error?.message ?? '';
          button.disabled = false;
        });
        """;
}
