using System.Reflection;

namespace RachelFoods.Tests.Sdk;

/// <summary>Types as C# writes them, with "?" where the code was compiled with it.</summary>
internal sealed class TypeNames(bool showNullability)
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(decimal)] = "decimal",
        [typeof(byte)] = "byte",
    };

    private readonly NullabilityInfoContext context = new();

    public string Full(Type type)
    {
        var outer = type.IsNested ? Full(type.DeclaringType!) : type.Namespace;
        return $"{outer}.{Bare(type)}{Arguments(type.GetGenericArguments().Select(Of))}";
    }

    public string Bare(Type type) => type.Name.Split('`')[0];

    public string Of(Type type) => Written(type, null);

    public string Of(FieldInfo field) => Written(field.FieldType, showNullability ? context.Create(field) : null);

    public string Of(PropertyInfo property) => Written(property.PropertyType, showNullability ? context.Create(property) : null);

    public string Of(ParameterInfo parameter) => Written(parameter.ParameterType, showNullability ? context.Create(parameter) : null);

    private string Written(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef) type = type.GetElementType()!;
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";

        var mark = !type.IsValueType && nullability is { ReadState: NullabilityState.Nullable } ? "?" : "";
        if (Keywords.TryGetValue(type, out var keyword)) return keyword + mark;
        if (type.IsArray) return Written(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;

        var arguments = type.GetGenericArguments()
            .Select((argument, i) => Written(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i)));
        return Bare(type) + Arguments(arguments) + mark;
    }

    private static string Arguments(IEnumerable<string> names)
    {
        var list = string.Join(", ", names);
        return list.Length == 0 ? "" : $"<{list}>";
    }
}
