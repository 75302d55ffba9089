using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using RachelFoods.Web.Data;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Web.Pages.Shared.Live;

/// <summary><c>Live__…</c></summary>
public sealed class LiveOptions
{
    /// <summary>How long a stream lasts; its reader opens another.</summary>
    public TimeSpan Lasts { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a stream may be silent.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often it is seen to that no stream outlives its session.</summary>
    public TimeSpan CheckSessions { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Streams that may be open at a time for one account.</summary>
    public int PerUser { get; set; } = 15;

    /// <summary>The same from one address; many people may share it.</summary>
    public int PerClient { get; set; } = 100;

    /// <summary>The same in one process.</summary>
    public int PerInstance { get; set; } = 2000;
}

/// <summary>The open streams of this instance. They hold neither a database connection nor anything that grows.</summary>
internal sealed class LiveStreams(IOptions<LiveOptions> options) : IHearSignals
{
    private readonly Lock _lock = new();
    private readonly HashSet<LiveStream> _open = [];

    public IReadOnlyList<LiveStream> Open
    {
        get
        {
            lock (_lock)
            {
                return [.. _open];
            }
        }
    }

    /// <param name="refusal">The status to answer where there are too many.</param>
    public bool TryOpen(LiveReader reader, [NotNullWhen(true)] out LiveStream? stream, out int refusal)
    {
        lock (_lock)
        {
            refusal = Refusal(reader);
            stream = refusal == 0 ? new LiveStream(reader, Close) : null;
            return stream is not null && _open.Add(stream);
        }
    }

    public Task HearAsync(Signal signal, CancellationToken ct)
    {
        if (signal.Topic == OrderTopic.Name)
        {
            foreach (var stream in Open.Where(stream => stream.Reader.StoreId == signal.StoreId))
            {
                foreach (var orderId in signal.Ids)
                {
                    stream.Tell(orderId);
                }
            }
        }
        return Task.CompletedTask;
    }

    public Task HearAgainAsync(CancellationToken ct)
    {
        foreach (var stream in Open)
        {
            stream.TellAll();
        }
        return Task.CompletedTask;
    }

    private int Refusal(LiveReader reader)
    {
        var user = (reader.StoreId, reader.LoggedIn?.BuyerId());
        return _open.Count >= options.Value.PerInstance ? StatusCodes.Status503ServiceUnavailable
            : _open.Count(other => other.Reader.Client == reader.Client) >= options.Value.PerClient
                || (user.Item2 is not null && _open.Count(other => (other.Reader.StoreId, other.Reader.LoggedIn?.BuyerId()) == user) >= options.Value.PerUser)
                ? StatusCodes.Status429TooManyRequests
            : 0;
    }

    private void Close(LiveStream stream)
    {
        lock (_lock)
        {
            _open.Remove(stream);
        }
    }
}
