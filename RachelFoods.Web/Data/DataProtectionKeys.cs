using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace RachelFoods.Web.Data;

/// <summary>The key ring's rows. The keys belong to the installation; what they protect is bound to a store.</summary>
/// <param name="onlySealed">Whether a key must be encrypted to be kept.</param>
internal sealed class DataProtectionKeys(ShopDataSources sources, bool onlySealed = false) : IXmlRepository
{
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(1);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = sources.Directory.OpenConnection();
        return [.. Read(connection).Select(row => row.Xml)];
    }

    /// <summary>
    /// Of processes that make a key at the same time, as when they start on a new database, one keeps it: the others read again after
    /// they have stored theirs, and find that one. With a key each, what one process protects would be refused by the others for a day.
    /// </summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        if (onlySealed && element.Name == "key" && !KeyRingSealing.IsSealed(element))
        {
            throw new InvalidOperationException("A key is not kept in clear: set DataProtection__Certificate.");
        }
        using var connection = sources.Directory.OpenConnection();
        using var transaction = TakeTurn(connection);
        if (!Read(connection).Exists(known => AreMadeTogether(known.Xml, element)))
        {
            using var write = new NpgsqlCommand("insert into data_protection_keys (name, xml) values ($1, $2)", connection, transaction);
            write.Parameters.Add(new() { Value = friendlyName });
            write.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
            write.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>Writes each element as it is to be from now on; null leaves it as it is.</summary>
    public void Change(Func<XElement, XElement?> change)
    {
        using var connection = sources.Directory.OpenConnection();
        using var transaction = TakeTurn(connection);
        foreach (var (name, element) in Read(connection))
        {
            if (change(element) is { } changed)
            {
                using var write = new NpgsqlCommand("update data_protection_keys set xml = $1 where name = $2", connection, transaction);
                write.Parameters.Add(new() { Value = changed.ToString(SaveOptions.DisableFormatting) });
                write.Parameters.Add(new() { Value = name });
                write.ExecuteNonQuery();
            }
        }
        transaction.Commit();
    }

    private static NpgsqlTransaction TakeTurn(NpgsqlConnection connection)
    {
        var transaction = connection.BeginTransaction();
        using var turn = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('data_protection_keys'))", connection, transaction);
        turn.ExecuteNonQuery();
        return transaction;
    }

    private static List<(string Name, XElement Xml)> Read(NpgsqlConnection connection)
    {
        using var read = new NpgsqlCommand("select name, xml from data_protection_keys order by name", connection);
        using var rows = read.ExecuteReader();
        var keys = new List<(string, XElement)>();
        while (rows.Read())
        {
            keys.Add((rows.GetString(0), XElement.Parse(rows.GetString(1))));
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
