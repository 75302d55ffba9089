using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Stores;

namespace RachelFoods.Tests.Data;

public sealed class An_exact_limit(Shop shop) : IClassFixture<Shop>
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private readonly SetClock _clock = new();
    private readonly string _key = $"{Guid.NewGuid():N}@people.example";

    [Fact]
    public async Task lets_through_so_many_tries_and_then_says_how_long_to_wait()
    {
        var limits = Limits(times: 2);
        Assert.IsType<RateLimitResult.Allowed>(await Take(limits));
        _clock.Now += TimeSpan.FromMinutes(5);
        Assert.IsType<RateLimitResult.Allowed>(await Take(limits));
        _clock.Now += TimeSpan.FromMinutes(1);

        var third = await Take(limits);

        Assert.Equal(new RateLimitResult.Wait(TimeSpan.FromMinutes(9)), third);
    }

    [Fact]
    public async Task holds_in_every_window_of_its_length()
    {
        var limits = Limits(times: 3);
        var allowed = new List<DateTimeOffset>();

        foreach (var minute in Enumerable.Range(0, 60))
        {
            if (await Take(limits) is RateLimitResult.Allowed)
            {
                allowed.Add(_clock.Now);
            }
            _clock.Now += TimeSpan.FromMinutes(1);
        }

        Assert.Equal(12, allowed.Count);
        Assert.All(allowed, from => Assert.True(allowed.Count(at => at >= from && at < from + Quarter) <= 3));
    }

    // Seen to fail, with 40 tries let through, while the write had no condition.
    [Fact]
    public async Task holds_over_all_instances_when_tries_come_at_once()
    {
        RateLimits[] instances = [Limits(times: 5), Limits(times: 5)];

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => Take(instances[i % 2]))));

        Assert.Equal(5, results.Count(r => r is RateLimitResult.Allowed));
    }

    [Fact]
    public async Task forgets_after_a_success()
    {
        var limits = Limits(times: 1);
        await Take(limits);

        await InStore(StoreSeed.RachelFoods, () => limits.ForgetAsync(Limited.LogInByAccount, _key, default));

        Assert.IsType<RateLimitResult.Allowed>(await Take(limits));
    }

    [Fact]
    public async Task counts_each_key_in_each_store_for_itself()
    {
        var limits = Limits(times: 1);
        await Take(limits);

        Assert.IsType<RateLimitResult.Wait>(await Take(limits, _key.ToUpperInvariant()));
        Assert.IsType<RateLimitResult.Allowed>(await Take(limits, "another" + _key));
        Assert.IsType<RateLimitResult.Allowed>(await Take(limits, store: StoreSeed.SecondStore));
    }

    [Fact]
    public async Task is_none_with_no_times()
    {
        var limits = Limits(times: 0);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Take(limits))), result => Assert.IsType<RateLimitResult.Allowed>(result));
    }

    [Fact]
    public async Task leaves_nothing_behind_once_it_has_run_out_and_never_an_address()
    {
        var (old, fresh) = (Limits(times: 1), Limits(times: 1));
        await Take(old);
        var rows = await Rows();
        _clock.Now += Quarter + TimeSpan.FromSeconds(1);
        await Take(fresh, "fresh" + _key);

        await InStore(StoreSeed.RachelFoods, () => fresh.ForgetOldAsync(default));

        Assert.DoesNotContain(rows, row => row.Key.AsSpan().IndexOf("people"u8) >= 0);
        Assert.Contains(rows, row => row.EndsAt < _clock.Now);
        Assert.DoesNotContain(await Rows(), row => row.EndsAt < _clock.Now);
        Assert.IsType<RateLimitResult.Wait>(await Take(fresh, "fresh" + _key));
    }

    private Task<RateLimitResult> Take(RateLimits limits, string? key = null, Guid? store = null) =>
        InStore(store ?? StoreSeed.RachelFoods, () => limits.TakeAsync(Limited.LogInByAccount, key ?? _key, default));

    private Task<List<RateLimitRow>> Rows() => shop.Run(services => services.GetRequiredService<ShopDb>().Set<RateLimitRow>().AsNoTracking()
        .Where(r => r.EndsAt < _clock.Now + (2 * Quarter) && r.EndsAt > _clock.Now - (2 * Quarter)).ToListAsync());

    private Task<T> InStore<T>(Guid store, Func<Task<T>> act) => shop.In(store, _ => act());

    private Task InStore(Guid store, Func<Task> act) => InStore(store, async () =>
    {
        await act();
        return true;
    });

    private RateLimits Limits(int times) => new(
        shop.Stage.Services.GetRequiredService<ShopDataSources>(),
        shop.Stage.Services.GetRequiredService<StoreContext>(),
        Options.Create(new RateLimitOptions { LogInByAccount = new RateLimit { Times = times, Within = Quarter } }),
        _clock);

    /// <summary>Long ago, so that what is forgotten as old here is nobody else's.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(Random.Shared.Next(100_000));

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
