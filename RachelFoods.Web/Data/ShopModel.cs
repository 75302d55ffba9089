using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>What every table has in common, said once.</summary>
internal static class ShopModel
{
    /// <summary>Maps money as <c>{name}_minor bigint</c> and <c>{name}_currency char(3)</c>.</summary>
    public static void Money<T>(
        this EntityTypeBuilder<T> entity, System.Linq.Expressions.Expression<Func<T, Money>> money, string name)
        where T : class => entity.ComplexProperty(money, m =>
        {
            m.Property(v => v.Minor).HasColumnName(name + "_minor");
            m.Property(v => v.Currency).HasColumnName(name + "_currency").HasMaxLength(3).IsFixedLength();
        });

    /// <summary>A foreign key that includes the store, so that no row can point into another store's.</summary>
    public static ReferenceCollectionBuilder References<TPrincipal>(
        this EntityTypeBuilder entity, string foreignKey, DeleteBehavior onDelete = DeleteBehavior.Restrict)
        where TPrincipal : class =>
        entity.HasOne(typeof(TPrincipal)).WithMany().HasForeignKey(nameof(IStoreRow.StoreId), foreignKey).OnDelete(onDelete);

    public static void NameInSnakeCase(IMutableModel model)
    {
        foreach (var type in model.GetEntityTypes())
        {
            foreach (var property in type.GetProperties())
            {
                property.SetColumnName(Snake(property.GetColumnName()));
            }
            foreach (var key in type.GetKeys())
            {
                key.SetName(Snake(key.GetName()!));
            }
            foreach (var key in type.GetForeignKeys())
            {
                key.SetConstraintName(Snake(key.GetConstraintName()!));
            }
            foreach (var index in type.GetIndexes())
            {
                index.SetDatabaseName(Snake(index.GetDatabaseName()!));
            }
        }
    }

    public static void WriteEnumsAsText(IMutableModel model)
    {
        foreach (var property in model.GetEntityTypes().SelectMany(t => t.GetProperties()))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum)
            {
                property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(UpperCase<>).MakeGenericType(type))!);
                property.SetMaxLength(30);
            }
        }
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]))
            {
                snake.Append('_');
            }
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }

    /// <summary><c>PartiallyRefunded</c> is written <c>PARTIALLY_REFUNDED</c>.</summary>
    private sealed class UpperCase<T>() : ValueConverter<T, string>(
        value => Snake(value.ToString()).ToUpperInvariant(),
        text => Enum.Parse<T>(text.Replace("_", "", StringComparison.Ordinal), true))
        where T : struct, Enum;
}
