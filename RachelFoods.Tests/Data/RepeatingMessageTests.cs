using Microsoft.EntityFrameworkCore;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Stores;
using static RachelFoods.Tests.Payments.PaymentStage;

namespace RachelFoods.Tests.Data;

public sealed class A_repeating_message(OutboxStage stage) : IClassFixture<OutboxStage>
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task is_handled_again_and_again_in_every_store()
    {
        var diary = stage.ADiary();
        await using var worker = await stage.AWorker(diary, repeats: Often);

        await Until(() => Task.FromResult(diary.Of(StoreSeed.RachelFoods).Count > 3), "the first store's is handled four times");
        await Until(() => Task.FromResult(diary.Of(StoreSeed.SecondStore).Count > 3), "the second store's is handled four times");

        var times = diary.Of(StoreSeed.RachelFoods);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Often));
    }

    [Fact]
    public async Task is_never_put_aside()
    {
        var diary = stage.ADiary((_, _) => throw new InvalidOperationException("Stripe is away."));
        await using var worker = await stage.AWorker(diary, repeats: Often);

        await Until(() => Task.FromResult(diary.Of(StoreSeed.RachelFoods).Count > 4), "it is tried five times");

        var message = Assert.Single(await Ticks());
        Assert.NotNull(message.DueAt);
        Assert.Equal("InvalidOperationException: Stripe is away.", message.Reason);
    }

    [Fact]
    public async Task is_one_for_a_store_however_many_processes_see_to_it()
    {
        var diary = stage.ADiary();
        await using var one = await stage.AWorker(diary, repeats: Often);
        await using var two = await stage.AWorker(diary, repeats: Often);

        await Until(() => Task.FromResult(diary.Of(StoreSeed.RachelFoods).Count > 5), "it is handled six times");

        Assert.Single(await Ticks());
        var times = diary.Of(StoreSeed.RachelFoods);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Often));
    }

    [Fact]
    public async Task waits_while_no_process_knows_it()
    {
        await using (await stage.AWorker(stage.ADiary(), repeats: Often))
        {
            await Until(async () => (await Ticks()).Count == 1, "it is there");
        }
        // Its lease is short too: what it has in hand when it ends must not be lost to the next.
        await using (await stage.AWorker(stage.ADiary(), settings: [("Outbox:Lease", "00:00:02")]))
        {
            await Until(async () => (await Ticks()).Single().Reason == "Nobody listens to this message.", "nobody listens");
        }
        Assert.NotNull((await Ticks()).Single().DueAt);
    }

    [Fact]
    public async Task follows_a_shorter_setting()
    {
        await using (await stage.AWorker(stage.ADiary(), repeats: TimeSpan.FromDays(1)))
        {
            await Until(async () => (await Ticks()).SingleOrDefault()?.RepeatsEvery == TimeSpan.FromDays(1), "it repeats daily");
        }
        var diary = stage.ADiary();
        await using var worker = await stage.AWorker(diary, repeats: Often);

        await Until(() => Task.FromResult(diary.Of(StoreSeed.RachelFoods).Count > 1), "it is handled soon");
    }

    private Task<List<OutboxMessage>> Ticks() => stage.In(
        StoreSeed.RachelFoods, db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Type == nameof(Tick)).ToListAsync());
}
