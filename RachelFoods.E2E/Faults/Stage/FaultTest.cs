using RachelFoods.E2E.Stage;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>
/// Breaks something. At its end all faults are taken away, whoever died is replaced, and then the books must agree, whatever the test
/// itself looked at; after the last test of a class the verb <c>reconcile</c> is asked as well.
/// </summary>
public abstract class FaultTest(Reconciled reconciled) : IAsyncLifetime, IClassFixture<Reconciled>
{
    private readonly List<IDisposable> _things = [];

    internal FaultyShop Shop { get; private set; } = null!;

    public async Task InitializeAsync() => reconciled.Shop = Shop = await TakeShopAsync();

    public async Task DisposeAsync()
    {
        await Shop.HealAsync();
        _things.ForEach(t => t.Dispose());
        await AtRest.AssertAsync(Shop);
    }

    /// <summary>Whose shop is broken.</summary>
    internal virtual Task<FaultyShop> TakeShopAsync() => FaultyShop.OfAsync(Turns.Of(GetType()));

    internal Buyer NewBuyer(int process = 0) => Kept(new Buyer(Shop, process));

    internal Buyer Elsewhere(Buyer buyer, int process = 1) => Kept(buyer.At(process));

    /// <summary>Paid within ten leases, by one charge, with one entry of each kind in the books.</summary>
    internal async Task UntilPaidOnceAsync(Buyer buyer)
    {
        await Eventually.TrueAsync(async () => await Shop.OrdersOfAsync(buyer.Email) is [{ Status: "PAID" }], FaultyShop.TenLeases);
        await Shop.AssertPaidOnceAsync(buyer.Email, await Shop.CountAsync("select total_minor from orders where email = $1", buyer.Email));
    }

    /// <summary>A failure that says so and nothing else.</summary>
    internal static void AssertClean(Answer answer)
    {
        Assert.InRange((int)answer.Status, 500, 599);
        foreach (var inside in new[] { "   at ", "Exception", "Npgsql", "Stripe." })
        {
            Assert.DoesNotContain(inside, answer.Body, StringComparison.Ordinal);
        }
    }

    /// <summary>All that Stripe has said of an intent so far has been heard and worked off.</summary>
    internal Task UntilHeardAsync(string intent) => Eventually.TrueAsync(async () => await Shop.CountAsync(
        "select case when count(*) > 0 and count(*) = count(processed_at) then 1 else 0 end from stripe_events where object_id = $1", intent) == 1);

    internal T Kept<T>(T thing)
        where T : IDisposable
    {
        _things.Add(thing);
        return thing;
    }
}

/// <summary>Faults are made one after the other on each of two shops, beside the journeys: most of their time is waiting.</summary>
internal static class Turns
{
    public const string OfMachines = "faults of machines";

    public const string OfStripe = "faults of Stripe";

    public static string Of(Type test) =>
        (string)test.GetCustomAttributesData().Single(a => a.AttributeType == typeof(CollectionAttribute)).ConstructorArguments[0].Value!;
}

[CollectionDefinition(Turns.OfMachines)]
public sealed class FaultsOfMachines;

[CollectionDefinition(Turns.OfStripe)]
public sealed class FaultsOfStripe;
