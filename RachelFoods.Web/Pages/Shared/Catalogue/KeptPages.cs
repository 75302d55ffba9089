using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace RachelFoods.Web.Pages.Shared.Catalogue;

/// <summary>
/// The catalogue's pages that this instance keeps, each for so long, all together within so much memory; what has been kept longest makes
/// room. Reading takes no lock.
/// </summary>
internal sealed class KeptPages(IOptions<CatalogueCacheOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<KeptAs, Entry> _entries = new();
    private readonly ConcurrentDictionary<KeptAs, Making> _making = new();
    private readonly Dictionary<string, HashSet<Entry>> _byTag = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byAge = new();
    private readonly Lock _gate = new();
    private long _bytes;

    /// <summary>Bytes that are kept at the moment.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public KeptPage? Find(KeptAs key, DateTimeOffset now) => _entries.TryGetValue(key, out var entry) && entry.Until > now ? entry.Page : null;

    /// <summary>Makes a place for the page that is about to be made. Who comes meanwhile waits for the first one's.</summary>
    public Making Begin(KeptAs key)
    {
        var mine = new Making(this, key);
        var first = _making.GetOrAdd(key, mine);
        return first == mine ? mine : new Making(this, key, first.Made);
    }

    /// <summary>Drops every page that shows what one of the tags names.</summary>
    public void Forget(IEnumerable<string> tags)
    {
        lock (_gate)
        {
            foreach (var tag in tags)
            {
                foreach (var entry in _byTag.TryGetValue(tag, out var tagged) ? tagged.ToList() : [])
                {
                    Remove(entry);
                }
            }
        }
    }

    private void Keep(KeptAs key, KeptPage page)
    {
        var entry = new Entry(key, page, page.MadeAt + options.Value.Lifetime);
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var former))
            {
                Remove(former);
            }
            MakeRoom(page.Size);
            if (page.Size > options.Value.Bytes)
            {
                return;
            }
            _entries[key] = entry;
            _byAge.AddLast(entry.Age);
            _bytes += page.Size;
            foreach (var tag in page.Tags)
            {
                (_byTag.TryGetValue(tag, out var tagged) ? tagged : _byTag[tag] = []).Add(entry);
            }
        }
    }

    private void MakeRoom(int size)
    {
        while (_byAge.First is { } oldest && (oldest.Value.Until <= clock.GetUtcNow() || _bytes + size > options.Value.Bytes))
        {
            Remove(oldest.Value);
        }
    }

    private void Remove(Entry entry)
    {
        _entries.TryRemove(entry.Key, out _);
        _byAge.Remove(entry.Age);
        _bytes -= entry.Page.Size;
        foreach (var tag in entry.Page.Tags)
        {
            if (_byTag.TryGetValue(tag, out var tagged) && tagged.Remove(entry) && tagged.Count == 0)
            {
                _byTag.Remove(tag);
            }
        }
    }

    private sealed class Entry
    {
        public Entry(KeptAs key, KeptPage page, DateTimeOffset until)
        {
            (Key, Page, Until) = (key, page, until);
            Age = new LinkedListNode<Entry>(this);
        }

        public KeptAs Key { get; }

        public KeptPage Page { get; }

        public DateTimeOffset Until { get; }

        public LinkedListNode<Entry> Age { get; }
    }

    /// <summary>One making of a page. Ends when it is disposed of, whatever came of it.</summary>
    internal sealed class Making(KeptPages pages, KeptAs key, Task<KeptPage?>? others = null) : IDisposable
    {
        private readonly TaskCompletionSource<KeptPage?> _made = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsFirst => others is null;

        /// <summary>What the first has made; null where that could not be kept.</summary>
        public Task<KeptPage?> Made => others ?? _made.Task;

        public void Keep(KeptPage page)
        {
            pages.Keep(key, page);
            _made.TrySetResult(page);
        }

        public void Dispose()
        {
            if (IsFirst)
            {
                pages._making.TryRemove(key, out _);
                _made.TrySetResult(null);
            }
        }
    }
}
