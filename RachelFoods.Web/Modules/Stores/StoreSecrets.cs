using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Stores;

/// <summary>What a screen may show of a secret.</summary>
/// <param name="Last4">Null where it can no longer be read, because the key ring that protected it is gone.</param>
public sealed record StoreSecretView(string Name, string? Last4, DateTimeOffset ChangedAt, Guid? ChangedById);

/// <summary>The current store's secrets, by name. They lie protected with the key ring; another store cannot read them.</summary>
public sealed class StoreSecrets(ShopDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Shown = 4;

    /// <returns>The asked-for ones that are set.</returns>
    /// <exception cref="CryptographicException">One cannot be read: it was protected with another key ring, or for another store.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> names, CancellationToken ct) =>
        (await RowsAsync(names, ct)).ToDictionary(s => s.Name, s => For(s.Name).Unprotect(s.ProtectedValue), StringComparer.Ordinal);

    public async Task<IReadOnlyList<StoreSecretView>> ListAsync(IReadOnlyCollection<string> names, CancellationToken ct) =>
        [.. (await RowsAsync(names, ct)).Select(s => new StoreSecretView(s.Name, LastOf(s), s.ChangedAt, s.ChangedById))];

    /// <summary>Sets all of these, in place of what was there.</summary>
    public Task SetAsync(IReadOnlyDictionary<string, string> secrets, Guid byId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            foreach (var (name, value) in secrets.OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into store_secrets (store_id, name, protected_value, changed_at, changed_by_id)
                    values ({db.StoreId}, {name}, {For(name).Protect(value)}, {clock.GetUtcNow()}, {byId})
                    on conflict (store_id, name) do update
                    set protected_value = excluded.protected_value, changed_at = excluded.changed_at, changed_by_id = excluded.changed_by_id
                    """,
                    ct);
            }
        },
        ct);

    public Task RemoveAsync(IReadOnlyCollection<string> names, CancellationToken ct) =>
        db.Set<StoreSecret>().Where(s => names.Contains(s.Name)).ExecuteDeleteAsync(ct);

    private Task<List<StoreSecret>> RowsAsync(IReadOnlyCollection<string> names, CancellationToken ct) =>
        db.Set<StoreSecret>().AsNoTracking().Where(s => names.Contains(s.Name)).ToListAsync(ct);

    private string? LastOf(StoreSecret secret)
    {
        try
        {
            var value = For(secret.Name).Unprotect(secret.ProtectedValue);
            return value[^Math.Min(Shown, value.Length)..];
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The store is in the purpose already.
    private IDataProtector For(string name) => protection.CreateProtector("store secret").CreateProtector(name);
}
