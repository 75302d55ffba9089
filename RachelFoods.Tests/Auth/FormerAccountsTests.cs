using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;

namespace RachelFoods.Tests.Auth;

/// <summary>Once there were accounts whose address nobody had confirmed.</summary>
public sealed class An_account_that_nobody_had_confirmed(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task keeps_no_password_and_no_session_and_the_others_keep_theirs()
    {
        var database = $"former_{Guid.NewGuid():N}";
        await shop.Stage.Postgres.CreateDatabaseAsync(database, CancellationToken.None);
        await using var db = DataModule.AsOwner(shop.Stage.Postgres.ConnectionString(ShopRoles.Owner, database));
        var migrations = db.GetService<IMigrator>();
        await migrations.MigrateAsync("KeysCanBeSealed");
        await db.Database.ExecuteSqlAsync(
            $"""
            alter table users no force row level security;
            alter table user_sessions no force row level security;
            insert into users (store_id, id, name, email, normalized_email, user_name, normalized_user_name, email_confirmed, password_hash,
                security_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            select gen_random_uuid(), gen_random_uuid(), 'Ada', name, name, name, name, name = 'sure', 'hash', 'stamp', false, false, false, 0
            from unnest(array['sure', 'unsure']) name;
            insert into user_sessions (store_id, id, user_id, device, started_at, seen_at) select store_id, gen_random_uuid(), id, '', now(), now() from users;
            alter table users force row level security;
            alter table user_sessions force row level security;
            """);

        await migrations.MigrateAsync();

        await db.Database.ExecuteSqlAsync($"alter table users no force row level security; alter table user_sessions no force row level security;");
        var left = await db.Database.SqlQuery<string>(
            $"""
            select concat_ws(' ', u.email, u.email_confirmed, coalesce(u.password_hash, '-'), u.security_stamp = 'stamp', count(s.id)) as "Value"
            from users u left join user_sessions s on s.user_id = u.id group by u.store_id, u.id order by u.email
            """).ToListAsync();
        Assert.Equal(["sure t hash t 1", "unsure t - f 0"], left);
    }
}
