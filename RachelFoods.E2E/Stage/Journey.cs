using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E.Stage;

/// <summary>One or more people at the shop. Fails at its end if any of their browsers had to complain.</summary>
public abstract class Journey : IAsyncLifetime
{
    // Two cores serve the browser, two web processes and the database.
    private const float Patience = 20_000;

    private readonly List<Visit> _visits = [];

    protected LiveShop Shop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        SetDefaultExpectTimeout(Patience);
        Shop = await LiveShop.GetAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var visit in _visits)
        {
            await visit.DisposeAsync();
        }
        var complaints = string.Join('\n', _visits.SelectMany(v => v.Complaints));
        Assert.True(complaints.Length == 0, complaints);
    }

    protected async Task<IPage> VisitAsync(Glasses? glasses = null) => (await BeginVisitAsync(glasses)).Page;

    protected async Task<Visit> BeginVisitAsync(Glasses? glasses = null)
    {
        var visit = await Visit.BeginAsync(Shop, glasses ?? new Glasses());
        _visits.Add(visit);
        return visit;
    }
}
