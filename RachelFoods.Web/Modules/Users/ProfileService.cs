using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Web.Modules.Users;

/// <summary>What customers tell of themselves.</summary>
public sealed class ProfileService(ShopDb db, AccountService accounts, TimeProvider clock)
{
    public async Task<ProfileView> GetAsync(Guid userId, CancellationToken ct)
    {
        var name = (await accounts.NamesAsync([userId], ct))[userId];
        return await db.Set<Profile>().Where(p => p.UserId == userId)
            .Select(p => new ProfileView(name, p.Phone, p.Language, p.MarketingSince != null)).SingleOrDefaultAsync(ct)
            ?? new ProfileView(name, "", "", false);
    }

    /// <summary>The choice of marketing keeps the moment at which it was made first.</summary>
    public Task SaveAsync(Guid userId, ProfileView profile, CancellationToken ct) => db.InTransactionAsync(
        async () =>
        {
            await accounts.RenameAsync(userId, profile.Name, ct);
            DateTimeOffset? since = profile.Marketing ? clock.GetUtcNow() : null;
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into profiles (store_id, user_id, phone, language, marketing_since)
                values ({db.StoreId}, {userId}, {profile.Phone}, {profile.Language}, {since})
                on conflict (store_id, user_id) do update set phone = excluded.phone, language = excluded.language, marketing_since =
                    case when excluded.marketing_since is not null then coalesce(profiles.marketing_since, excluded.marketing_since) end
                """,
                ct);
        },
        ct);
}
