using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Pages.Shared.Live;

namespace RachelFoods.Tests.Pages.Live;

public sealed class A_slow_reader
{
    private readonly LiveStreams _streams = new(Options.Create(new LiveOptions { PerClient = 2 }));
    private readonly Guid _store = Guid.NewGuid();

    [Fact]
    public async Task hears_once_of_what_changed_often()
    {
        var stream = Begun();
        var order = Guid.NewGuid();

        await Say(order, order, order);

        Assert.Equal($"event: order-{order}\ndata: \n\nevent: orders\ndata: \n\n", stream.Take());
        Assert.Equal(": still here\n\n", stream.Take());
    }

    [Fact]
    public async Task is_told_to_look_at_everything_where_too_much_has_changed()
    {
        var stream = Begun();

        await Say([.. Enumerable.Range(0, 100_000).Select(_ => Guid.NewGuid())]);

        Assert.Equal("event: again\ndata: \n\n", stream.Take());
        Assert.Equal(": still here\n\n", stream.Take());
    }

    [Fact]
    public void takes_no_place_once_it_is_gone()
    {
        var (first, _) = (Begun(), Begun());
        Assert.False(_streams.TryOpen(Reader, out _, out var refusal));

        first.Dispose();

        Assert.Equal(429, refusal);
        Assert.True(_streams.TryOpen(Reader, out _, out _));
    }

    private LiveReader Reader => new(_store, null, null, "192.0.2.7");

    private LiveStream Begun()
    {
        Assert.True(_streams.TryOpen(Reader, out var stream, out _));
        stream.Take();
        return stream;
    }

    private Task Say(params Guid[] orders) => _streams.HearAsync(new Signal(OrderTopic.Name, _store, orders), default);
}
