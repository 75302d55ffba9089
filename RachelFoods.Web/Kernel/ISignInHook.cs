namespace RachelFoods.Web.Kernel;

/// <summary>
/// What a module does when someone logs in, such as joining the guest's cart to theirs. It runs in the transaction that starts
/// the session: if it fails, nobody is logged in and nothing has changed.
/// </summary>
public interface ISignInHook
{
    Task OnSignedInAsync(Guid userId, CancellationToken ct);
}
