using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace RachelFoods.Web.Data;

/// <summary>The key ring's rows. The keys belong to the installation; what they protect is bound to a store.</summary>
internal sealed class DataProtectionKeys(ShopDataSources sources) : IXmlRepository
{
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(1);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = sources.Directory.OpenConnection();
        return Read(connection);
    }

    /// <summary>
    /// Of processes that make a key at the same time, as when they start on a new database, one keeps it: the others read again after
    /// they have stored theirs, and find that one. With a key each, what one process protects would be refused by the others for a day.
    /// </summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = sources.Directory.OpenConnection();
        using var transaction = connection.BeginTransaction();
        using (var turn = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('data_protection_keys'))", connection, transaction))
        {
            turn.ExecuteNonQuery();
        }
        if (!Read(connection).Any(known => AreMadeTogether(known, element)))
        {
            using var write = new NpgsqlCommand("insert into data_protection_keys (name, xml) values ($1, $2)", connection, transaction);
            write.Parameters.Add(new() { Value = friendlyName });
            write.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
            write.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private static List<XElement> Read(NpgsqlConnection connection)
    {
        using var read = new NpgsqlCommand("select xml from data_protection_keys order by name", connection);
        using var rows = read.ExecuteReader();
        var keys = new List<XElement>();
        while (rows.Read())
        {
            keys.Add(XElement.Parse(rows.GetString(0)));
        }
        return keys;
    }

    private static bool AreMadeTogether(XElement one, XElement other) =>
        MadeAt(one) is { } first && MadeAt(other) is { } second && (first - second).Duration() < Together;

    // Revocations have no such date, and each of them counts.
    private static DateTimeOffset? MadeAt(XElement element) => element.Name == "key" ? (DateTimeOffset?)element.Element("creationDate") : null;
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
