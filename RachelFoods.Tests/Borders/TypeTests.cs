using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Tests.Borders;

/// <summary>What the compiled shop shows of itself. Each was seen to fail with the wrong type put in.</summary>
public sealed class The_shops_types(Shop shop) : IClassFixture<Shop>
{
    private const BindingFlags Face = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] All = typeof(Program).Assembly.GetTypes();

    // Identity's UserManager<User> stands in the constructor of a public service (docs/decisions/the-user-row-is-public.md).
    private static readonly Type[] Public = [typeof(User)];

    private static readonly Type[] Rows =
        [.. All.Where(t => t.IsAssignableTo(typeof(IStoreRow)) && t != typeof(IStoreRow) && t != typeof(Entity))];

    [Fact]
    public async Task keep_their_rows_to_themselves()
    {
        var mapped = await shop.Run(services => Task.FromResult(
            services.GetRequiredService<ShopDb>().Model.GetEntityTypes().Select(t => t.ClrType).ToList()));

        Assert.NotEmpty(Rows);
        Assert.Equal(Public, Rows.Union(mapped).Where(t => t.IsVisible));
    }

    [Fact]
    public void hand_out_views_and_results_and_never_rows_or_queries()
    {
        var wrong =
            from type in All
            where type is { IsVisible: true, Namespace: not null } && type.Namespace.StartsWith("RachelFoods.Web.Modules", StringComparison.Ordinal)
            from member in type.GetMembers(Face)
            from named in TypesOf(member).SelectMany(Inside)
            where Rows.Contains(named) || named == typeof(IStoreRow) || named == typeof(Entity) || named.IsAssignableTo(typeof(IQueryable))
            select $"{type.Name}.{member.Name} hands out {named.Name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void reckon_with_money_in_modules_and_not_in_pages()
    {
        var sums = typeof(Money).GetMethods(Face)
            .Where(m => m.Name is "op_Addition" or "op_Subtraction" or "op_UnaryNegation" or "op_Multiply" or nameof(Money.Split) or "get_Minor")
            .Select(m => m.MetadataToken).ToHashSet();
        var pages = All.Where(t => t.Namespace is "AspNetCoreGeneratedDocument"
            || t.Namespace?.StartsWith("RachelFoods.Web.Pages", StringComparison.Ordinal) == true);

        var wrong =
            from type in pages
            from method in type.GetMethods(Face | BindingFlags.NonPublic).Concat<MethodBase>(type.GetConstructors(Face | BindingFlags.NonPublic))
            where Calls(method).Any(sums.Contains)
            select $"{type.FullName}.{method.Name}";

        Assert.Equal(6, sums.Count);
        Assert.Empty(wrong);
    }

    // Every place that could be a call or a creation; a constant that looks like one by chance would need the same five bytes.
    private static IEnumerable<int> Calls(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] == OpCodes.Call.Value || code[i] == OpCodes.Callvirt.Value || code[i] == OpCodes.Newobj.Value)
            {
                yield return BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i + 1));
            }
        }
    }

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(p => p.ParameterType)],
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> Inside(Type type) =>
        [type, .. type.GetGenericArguments().SelectMany(Inside), .. type.HasElementType ? Inside(type.GetElementType()!) : []];
}
