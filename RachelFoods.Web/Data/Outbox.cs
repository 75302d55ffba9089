using System.Threading.Channels;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Data;

/// <summary>Tells the worker of this process that something may be due, so that it need not wait for its next look.</summary>
public sealed class OutboxBell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rings.Writer.TryWrite(true);

    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            await _rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nobody rang: time for a look all the same.
        }
    }
}

/// <summary>
/// For a handler whose matter is not at its end: the message in hand is due again later, instead of done. It stays one message, also
/// where a slow handler has lost its lease; were it written anew, both would do so, and messages would grow in number without end.
/// </summary>
public sealed class OutboxTurn
{
    public DateTimeOffset? Again { get; private set; }

    public void TakeUpAgain(DateTimeOffset due) => Again = due;
}

/// <summary>Durations of the outbox; all of them settings.</summary>
public sealed class OutboxOptions
{
    /// <summary>How often the worker looks when nobody rings.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a message stays with a process that has died. Renewed while its handler is at work.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>The wait before the second try; doubled each time, to at most an hour.</summary>
    public TimeSpan Backoff { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After how many tries a message is put aside.</summary>
    public int Attempts { get; set; } = 15;

    /// <summary>How many messages are taken at a time.</summary>
    public int Batch { get; set; } = 10;

    /// <summary>How many may be under way at a time; most of them wait for somebody's answer.</summary>
    public int AtOnce { get; set; } = 50;

    /// <summary>How long what is under way has to come to its end when the process stops.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How often each store is looked at for messages that repeat; one that is new gets them then.</summary>
    public TimeSpan Ensure { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Which handlers a message's name stands for. Filled by the modules at start.</summary>
public sealed class OutboxHandlers
{
    private readonly Dictionary<string, (Type Message, List<Type> Handlers)> _byName = new(StringComparer.Ordinal);

    public void Add(Type message, Type handler)
    {
        _byName.TryAdd(message.Name, (message, []));
        _byName[message.Name].Handlers.Add(handler);
    }

    public (Type Message, IReadOnlyList<Type> Handlers)? Find(string name) =>
        _byName.TryGetValue(name, out var found) ? (found.Message, found.Handlers) : null;
}

public static class OutboxModule
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().BindConfiguration("Outbox");
        return services.AddScoped<OutboxTurn>().AddSingleton<OutboxBell>().AddSingleton<Outage>().AddHostedService<OutboxWorker>().AddHostedService<RepeatingMessages>()
            .AddSingleton(sp =>
            {
                var handlers = new OutboxHandlers();
                foreach (var (message, handler) in sp.GetServices<HandlerEntry>())
                {
                    handlers.Add(message, handler);
                }
                return handlers;
            });
    }

    /// <summary>Lets <typeparamref name="THandler"/> do what follows <typeparamref name="TMessage"/>.</summary>
    public static IServiceCollection AddHandler<TMessage, THandler>(this IServiceCollection services)
        where THandler : class, IHandle<TMessage> =>
        services.AddScoped<THandler>().AddSingleton(new HandlerEntry(typeof(TMessage), typeof(THandler)));

    /// <summary>Has every store handle the message again and again, so long after each time; first so long after it was made.</summary>
    public static IServiceCollection AddRepeating<TMessage>(this IServiceCollection services, Func<IServiceProvider, TimeSpan> every)
        where TMessage : new() => services.AddSingleton(new RepeatingMessage(new TMessage(), every));

    internal sealed record HandlerEntry(Type Message, Type Handler);
}
