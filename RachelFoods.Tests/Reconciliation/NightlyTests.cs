using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Payments;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Reconciliation;

namespace RachelFoods.Tests.Reconciliation;

public sealed class The_reconciliation_that_nobody_asks_for(BrokenShop broken) : IClassFixture<BrokenShop>
{
    [Fact]
    public async Task keeps_what_it_found_and_comes_again_the_next_day()
    {
        var victim = await broken.APaid();
        await broken.Corrupt(victim, "delete from ledger_transactions where order_id = $1 and kind = 'sale'");

        await MakeDue();
        await Wait.Until(async () => await Last() is not null, "a run is kept");

        var run = await Last();
        Assert.Equal(("sale_posting_missing", victim.Number), Assert.Single(run!.Findings.Select(f => (f.Kind, f.OrderNumber!))));
        Assert.Null(run.Fault);
        Assert.Equal(TimeSpan.FromDays(2), run.To - run.From);
        await Wait.Until(async () => (await Message()).DueAt > TimeProvider.System.GetUtcNow().AddHours(23), "the next one is due tomorrow");
    }

    [Fact]
    public async Task says_that_it_could_not_look_and_not_that_all_is_well()
    {
        await broken.Shop.Fault(new { kind = "status_503", match = "GET /v1/payment_intents", times = 0 });

        await broken.Shop.Run(services => services.GetRequiredService<ReconciliationLog>().RunAsync(default));
        await broken.Shop.NoMoreFaults();

        Assert.Contains("gave no answer", (await Last())!.Fault, StringComparison.Ordinal);
    }

    private async Task MakeDue()
    {
        await Wait.Until(
            () => Outbox(messages => messages.AnyAsync(m => m.Type == nameof(ReconcileLately))), "the store has its repeating message");
        await broken.Shop.Run(services => services.GetRequiredService<ShopDb>().Database.ExecuteSqlAsync(
            $"update outbox_messages set due_at = now() where type = {nameof(ReconcileLately)}"));
    }

    private Task<OutboxMessage> Message() => Outbox(messages => messages.SingleAsync(m => m.Type == nameof(ReconcileLately)));

    private Task<T> Outbox<T>(Func<IQueryable<OutboxMessage>, Task<T>> ask) =>
        broken.Shop.Run(services => ask(services.GetRequiredService<ShopDb>().Set<OutboxMessage>().AsNoTracking()));

    private Task<ReconciliationRunView?> Last() =>
        broken.Shop.Run(services => services.GetRequiredService<ReconciliationLog>().FindLastAsync(default));
}
