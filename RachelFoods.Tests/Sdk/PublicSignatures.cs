using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RachelFoods.Tests.Sdk;

/// <summary>Everything that another assembly can see of an assembly, one line per type and per member.</summary>
internal sealed class PublicSignatures(Assembly assembly, bool showNullability)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly TypeNames names = new(showNullability);

    public IEnumerable<string> Lines() => assembly.GetExportedTypes().SelectMany(type => Members(type)
        .Select(member => $"{names.Full(type)}: {member}").Prepend(Header(type)));

    private string Header(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            _ => "class",
        };
        var parent = type.BaseType is { } above && above != typeof(object) && !type.IsValueType ? $" : {names.Of(above)}" : "";
        return $"{kind} {names.Full(type)}{parent}";
    }

    private IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return [string.Join(", ", Enum.GetNames(type))];
        return type.GetConstructors(Declared).Where(IsSeen).Select(c => $"{names.Bare(type)}({Parameters(c)})")
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(Field))
            .Concat(type.GetProperties(Declared).Where(p => p.GetAccessors(nonPublic: true).Any(IsSeen)).Select(Property))
            .Concat(type.GetMethods(Declared).Where(m => IsSeen(m) && IsOwn(m)).Select(Method));
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Accessors stand with their property; ToString and the like are everyone's.
    private bool IsOwn(MethodInfo method) =>
        (!method.IsSpecialName || method.Name == "op_Implicit") && method.GetBaseDefinition().DeclaringType!.Assembly == assembly;

    private string Field(FieldInfo field) => field.IsLiteral
        ? $"const {names.Of(field.FieldType)} {field.Name} = {Literal(field.GetRawConstantValue(), field.FieldType)}"
        : $"{(field.IsStatic ? "static " : "")}{names.Of(field)} {field.Name}";

    private string Property(PropertyInfo property)
    {
        var seen = property.GetAccessors(nonPublic: true).Where(IsSeen).ToList();
        var get = seen.Exists(accessor => accessor == property.GetMethod) ? "get; " : "";
        var set = !seen.Exists(accessor => accessor == property.SetMethod) ? "" : IsInit(property.SetMethod!) ? "init; " : "set; ";
        var index = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        var name = index.Length == 0 ? property.Name : $"this[{index}]";
        return $"{Modifiers(seen[0])}{names.Of(property)} {name} {{ {get}{set}}}";
    }

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private string Method(MethodInfo method)
    {
        if (method.Name == "op_Implicit") return $"static implicit operator {names.Of(method.ReturnType)}({Parameters(method)})";
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        return $"{Modifiers(method)}{names.Of(method.ReturnParameter)} {method.Name}{arguments}({Parameters(method)})";
    }

    private static string Modifiers(MethodBase method) =>
        $"{(method.IsPublic ? "" : "protected ")}{(method.IsStatic ? "static " : "")}";

    private string Parameters(MethodBase method)
    {
        var first = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return first + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private string Parameter(ParameterInfo parameter)
    {
        var fallback = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
        return $"{(parameter.IsOut ? "out " : "")}{names.Of(parameter)} {parameter.Name}{fallback}";
    }

    private string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"{names.Of(type)}.{Enum.ToObject(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
