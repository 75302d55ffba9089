using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Users;

/// <summary>A customer's addresses. Who has any has exactly one default.</summary>
public sealed class AddressBook(ShopDb db, IOptions<UsersOptions> options, TimeProvider clock)
{
    /// <summary>The default first, then the newest.</summary>
    public async Task<IReadOnlyList<AddressView>> ListAsync(Guid userId, CancellationToken ct)
    {
        var rows = await Of(userId).AsNoTracking().OrderByDescending(a => a.IsDefault).ThenByDescending(a => a.AddedAt).ToListAsync(ct);
        return [.. rows.Select(a => new AddressView(a.Id, a.Read(), a.IsDefault))];
    }

    /// <returns>Null for an address that is not in this customer's book.</returns>
    public async Task<AddressView?> FindAsync(Guid userId, Guid addressId, CancellationToken ct) =>
        await Of(userId).AsNoTracking().SingleOrDefaultAsync(a => a.Id == addressId, ct) is { } found
            ? new AddressView(found.Id, found.Read(), found.IsDefault)
            : null;

    /// <summary>The first one becomes the default. One that is in the book already is not written twice.</summary>
    public Task<AddAddressResult> AddAsync(Guid userId, PostalAddress address, CancellationToken ct) => db.InTransactionAsync<AddAddressResult>(
        async () =>
        {
            var book = await LockAsync(userId, ct);
            if (book.Find(a => a.Read() == address) is { } same)
            {
                return new AddAddressResult.Added(same.Id);
            }
            if (book.Count >= options.Value.MostAddresses)
            {
                return new AddAddressResult.BookIsFull(options.Value.MostAddresses);
            }
            var added = new Address(userId, clock.GetUtcNow()) { IsDefault = book.Count == 0 };
            added.Write(address);
            db.Add(added);
            return new AddAddressResult.Added(added.Id);
        },
        ct);

    /// <returns>False for an address that is not in this customer's book.</returns>
    public Task<bool> ChangeAsync(Guid userId, Guid addressId, PostalAddress address, CancellationToken ct) =>
        db.InTransactionAsync(
            async () =>
            {
                var found = (await LockAsync(userId, ct)).Find(a => a.Id == addressId);
                found?.Write(address);
                return found is not null;
            },
            ct);

    /// <inheritdoc cref="ChangeAsync"/>
    public Task<bool> MakeDefaultAsync(Guid userId, Guid addressId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            if ((await LockAsync(userId, ct)).All(a => a.Id != addressId))
            {
                return false;
            }
            // One after the other: two defaults may not be there even for the length of a statement.
            await Of(userId).Where(a => a.IsDefault).ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDefault, false), ct);
            await Of(userId).Where(a => a.Id == addressId).ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDefault, true), ct);
            return true;
        },
        ct);

    /// <summary>When the default goes, the newest of the others takes its place.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public Task<bool> RemoveAsync(Guid userId, Guid addressId, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var book = await LockAsync(userId, ct);
            if (book.Find(a => a.Id == addressId) is not { } found)
            {
                return false;
            }
            await Of(userId).Where(a => a.Id == addressId).ExecuteDeleteAsync(ct);
            if (found.IsDefault && book.Where(a => a != found).MaxBy(a => a.AddedAt) is { } next)
            {
                await Of(userId).Where(a => a.Id == next.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDefault, true), ct);
            }
            return true;
        },
        ct);

    private IQueryable<Address> Of(Guid userId) => db.Set<Address>().Where(a => a.UserId == userId);

    // The profile's row stands for the whole book, also for one that is empty.
    private async Task<List<Address>> LockAsync(Guid userId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"insert into profiles (store_id, user_id) values ({db.StoreId}, {userId}) on conflict do nothing", ct);
        await db.Database.ExecuteSqlAsync($"select 1 from profiles where store_id = {db.StoreId} and user_id = {userId} for update", ct);
        return await Of(userId).ToListAsync(ct);
    }
}
