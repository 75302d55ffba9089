using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Modules.Orders;

/// <param name="Query">As it stands in the list's address, with its question mark.</param>
public sealed record SavedViewView(Guid Id, string Name, string Query);

public enum SaveViewResult
{
    /// <summary>Also where the very same was saved before.</summary>
    Saved,

    /// <summary>Another one of the user's has this name.</summary>
    NameTaken,
    TooMany,

    /// <summary>It is not one of the user's.</summary>
    NotFound,
}

/// <summary>The views of the list of orders that each member of staff has saved, for nobody else to see.</summary>
public sealed class SavedViews(ShopDb db)
{
    public const int Most = 20;

    public const int LongestName = 60;

    public const int LongestQuery = 2000;

    public async Task<IReadOnlyList<SavedViewView>> ListAsync(Guid userId, CancellationToken ct) =>
        await Of(userId).AsNoTracking().OrderBy(v => v.NameKey).Select(v => new SavedViewView(v.Id, v.Name, v.Query)).ToListAsync(ct);

    public Task<SaveViewResult> SaveAsync(Guid userId, string name, string query, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var views = await LockAsync(userId, ct);
            if (views.Find(v => v.NameKey == SavedView.KeyOf(name)) is { } same)
            {
                return same.Query == query ? SaveViewResult.Saved : SaveViewResult.NameTaken;
            }
            if (views.Count >= Most)
            {
                return SaveViewResult.TooMany;
            }
            var view = new SavedView(userId, query);
            view.Rename(name);
            db.Add(view);
            return SaveViewResult.Saved;
        },
        ct);

    public Task<SaveViewResult> RenameAsync(Guid userId, Guid id, string name, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            var views = await LockAsync(userId, ct);
            if (views.Exists(v => v.Id != id && v.NameKey == SavedView.KeyOf(name)))
            {
                return SaveViewResult.NameTaken;
            }
            if (views.Find(v => v.Id == id) is not { } view)
            {
                return SaveViewResult.NotFound;
            }
            view.Rename(name);
            return SaveViewResult.Saved;
        },
        ct);

    /// <returns>False if it is not one of the user's.</returns>
    public async Task<bool> DeleteAsync(Guid userId, Guid id, CancellationToken ct) =>
        await Of(userId).Where(v => v.Id == id).ExecuteDeleteAsync(ct) > 0;

    private IQueryable<SavedView> Of(Guid userId) => db.Set<SavedView>().Where(v => v.UserId == userId);

    // The user's row stands for all of their views, also where there are none yet.
    private async Task<List<SavedView>> LockAsync(Guid userId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from users where store_id = {db.StoreId} and id = {userId} for update", ct);
        return await Of(userId).ToListAsync(ct);
    }
}
