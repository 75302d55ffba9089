using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage.Processes;

namespace RachelFoods.Tests.Safety;

/// <summary>What can be asked for: a method and an address, and the names that are read from the request.</summary>
internal sealed record EndpointName(string Method, string Address, IReadOnlyList<string> Takes)
{
    public override string ToString() => $"{Method} {Address} {string.Join(' ', Takes)}".TrimEnd();
}

/// <summary>Who asks. The columns of endpoints.txt, in their order.</summary>
internal enum Asker
{
    Guest,

    /// <summary>The buyer whose order it is.</summary>
    Buyer,

    /// <summary>Somebody else who buys here.</summary>
    Other,
    Staff,
    Admin,

    /// <summary>An admin of another store, on its host, with everything named by this store's ids.</summary>
    Elsewhere,
}

/// <summary>A reviewed line of endpoints.txt.</summary>
internal sealed partial record EndpointRow(EndpointName Name, IReadOnlyList<string> Answers)
{
    public string AnswerTo(Asker asker) => Answers[(int)asker];

    public bool Matches(string method, string address)
    {
        var (path, handler) = (address.Split('?')[0], HandlerIn().Match(address).Value.ToLowerInvariant());
        return Name.Method == method && HandlerIn().Match(Name.Address).Value.ToLowerInvariant() == handler
            && Regex.IsMatch(path, Pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
    }

    /// <summary>So that <c>/orders/track</c> goes before <c>/orders/{number}</c>.</summary>
    public int Holes => Name.Address.Count(c => c == '{');

    private string Pattern => "^" + Hole().Replace(Name.Address.Split('?')[0].Replace("/{category?}", "(/[^/]+)?", StringComparison.Ordinal), "[^/]+") + "$";

    public static IReadOnlyList<EndpointRow> Reviewed { get; } =
    [
        .. from line in File.ReadLines(Path.Combine(ServerProcess.Root, "RachelFoods.Tests/Safety/endpoints.txt"))
           where line.Length > 0 && line[0] != '#'
           let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
           select new EndpointRow(new EndpointName(words[0], words[1], words[8..]), words[2..8]),
    ];

    [GeneratedRegex(@"(?<=[?&]handler=)\w+", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex HandlerIn();

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();
}

/// <summary>Reads the routing table of the running app.</summary>
internal static class EndpointTable
{
    public static async Task<IReadOnlyList<EndpointName>> OfAsync(IServiceProvider services)
    {
        var found = new List<EndpointName>();
        foreach (var endpoint in services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var address = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').ToLowerInvariant();
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || address.EndsWith("/index", StringComparison.Ordinal) || address == "/index")
            {
                continue; // The files of wwwroot; and the second name that a folder's first page has.
            }
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                found.AddRange(OfPage(await services.GetRequiredService<PageLoader>().LoadAsync(page, endpoint.Metadata), address));
                continue;
            }
            found.AddRange(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => new EndpointName(m, address, [])));
        }
        return [.. found.Where(e => e.Method != "HEAD").DistinctBy(e => (e.Method, e.Address))
            .OrderBy(e => e.Address.Split('?')[0], StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal).ThenBy(e => e.Address, StringComparer.Ordinal)];
    }

    // A page answers to GET also where it has no handler for it.
    private static IEnumerable<EndpointName> OfPage(CompiledPageActionDescriptor page, string address)
    {
        var onGet = page.HandlerMethods.FirstOrDefault(h => h.HttpMethod == "Get" && h.Name is null);
        yield return new EndpointName("GET", address, NamesOf(page, onGet));
        foreach (var handler in page.HandlerMethods.Where(h => h != onGet))
        {
            yield return new EndpointName(
                handler.HttpMethod.ToUpperInvariant(), handler.Name is null ? address : $"{address}?handler={handler.Name}", NamesOf(page, handler));
        }
    }

    private static string[] NamesOf(CompiledPageActionDescriptor page, HandlerMethodDescriptor? handler)
    {
        var isGet = handler is null || handler.HttpMethod == "Get";
        var properties = page.BoundProperties.OfType<PageBoundPropertyDescriptor>()
            .Where(p => !isGet || p.BindingInfo?.RequestPredicate is null || p.Property.GetCustomAttribute<Microsoft.AspNetCore.Mvc.BindPropertyAttribute>() is { SupportsGet: true })
            .SelectMany(p => NamesOf(p.Name, p.ParameterType));
        var parameters = (handler?.Parameters ?? []).Where(p => p.ParameterType != typeof(CancellationToken)
                && p.BindingInfo?.BindingSource?.IsFromRequest is not false)
            .SelectMany(p => NamesOf(p.Name, p.ParameterType));
        return [.. properties.Concat(parameters).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> NamesOf(string name, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var item = type.IsArray ? type.GetElementType()! : type.IsGenericType ? type.GetGenericArguments()[^1] : type;
        return item.Assembly == typeof(Program).Assembly && !item.IsEnum
            ? item.GetProperties().Where(p => p.CanWrite).SelectMany(p => NamesOf($"{name}.{p.Name}", p.PropertyType))
            : [name];
    }
}
