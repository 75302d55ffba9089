using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RachelFoods.Web.Data;

/// <summary>The key ring's rows. The keys belong to the installation; what they protect is bound to a store.</summary>
internal sealed class DataProtectionKeys(ShopDataSources sources) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var read = sources.Directory.CreateCommand("select xml from data_protection_keys order by name");
        using var rows = read.ExecuteReader();
        var keys = new List<XElement>();
        while (rows.Read())
        {
            keys.Add(XElement.Parse(rows.GetString(0)));
        }
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var write = sources.Directory.CreateCommand("insert into data_protection_keys (name, xml) values ($1, $2)");
        write.Parameters.Add(new() { Value = friendlyName });
        write.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        write.ExecuteNonQuery();
    }
}

internal sealed class DataProtectionKey
{
    public required string Name { get; init; }

    public required string Xml { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DataProtectionKey>
    {
        public void Configure(EntityTypeBuilder<DataProtectionKey> key)
        {
            key.ToTable("data_protection_keys");
            key.HasKey(k => k.Name);
        }
    }
}
