namespace RachelFoods.Web.Kernel;

/// <summary>Does what follows a message of the outbox. It may be asked again for the same message and must bear that.</summary>
public interface IHandle<in TMessage>
{
    Task HandleAsync(TMessage message, CancellationToken ct);
}
