using System.Security.Claims;
using System.Text;
using RachelFoods.Web.Data;

namespace RachelFoods.Web.Pages.Shared.Live;

/// <summary>Whom an open stream belongs to, and what it may hear of.</summary>
/// <param name="OrderId">The one order; null for all of the store.</param>
/// <param name="LoggedIn">The stream ends with this session; null where a link alone gives the right.</param>
/// <param name="Client">Where it comes from, to be counted by.</param>
internal sealed record LiveReader(Guid StoreId, Guid? OrderId, ClaimsPrincipal? LoggedIn, string Client);

/// <summary>An open stream, and what it has still to say. However slowly its reader reads, that is never more than a few ids.</summary>
internal sealed class LiveStream(LiveReader reader, Action<LiveStream> closed) : IDisposable
{
    public const int MostWaiting = 50;

    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _waiting = [];
    private readonly OutboxBell _bell = new();
    private readonly CancellationTokenSource _ended = new();
    private bool _anything = true; // Much may have happened between the page and its stream.

    public LiveReader Reader { get; } = reader;

    /// <summary>Its reader may no longer listen.</summary>
    public CancellationToken Ended => _ended.Token;

    public void Tell(Guid orderId)
    {
        if (Reader.OrderId is { } only && only != orderId)
        {
            return;
        }
        lock (_lock)
        {
            _anything |= _waiting.Count == MostWaiting;
            if (!_anything)
            {
                _waiting.Add(orderId);
            }
        }
        _bell.Ring();
    }

    public void TellAll()
    {
        lock (_lock)
        {
            _anything = true;
        }
        _bell.Ring();
    }

    public void End() => _ended.Cancel();

    /// <summary>What is to be said now; a comment where there is nothing.</summary>
    public string Take()
    {
        lock (_lock)
        {
            var words = new StringBuilder();
            if (_anything)
            {
                words.Append("event: again\ndata: \n\n");
            }
            else if (_waiting.Count > 0)
            {
                words.AppendJoin("", _waiting.Select(id => $"event: order-{id}\ndata: \n\n")).Append("event: orders\ndata: \n\n");
            }
            else
            {
                words.Append(": still here\n\n");
            }
            _anything = false;
            _waiting.Clear();
            return words.ToString();
        }
    }

    public Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken ct) => _bell.WaitAsync(atMost, clock, ct);

    // What ends it may come a moment later, so that is not disposed of; it holds nothing.
    public void Dispose() => closed(this);
}
