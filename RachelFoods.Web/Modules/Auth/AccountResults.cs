namespace RachelFoods.Web.Modules.Auth;

/// <param name="Email">Well formed; capitals do not matter.</param>
public sealed record NewAccount(string Name, string Email, string Password);

public abstract record RegisterResult
{
    /// <summary>Said for a new address and for a known one alike.</summary>
    public sealed record Accepted : RegisterResult;

    public sealed record WeakPassword(string Reason) : RegisterResult;

    /// <summary>The address, known or not, has been written to as often as it may be. Nothing is written now.</summary>
    public sealed record MustWait(TimeSpan For) : RegisterResult;
}

public abstract record ConfirmResult
{
    public sealed record Done(Guid UserId) : ConfirmResult;

    /// <summary>The link was used, is too old, or was never one of this store's; or the address has an account by now.</summary>
    public sealed record DeadLink : ConfirmResult;

    /// <summary>Not the one that was chosen with the registration that the link is about.</summary>
    public sealed record WrongPassword : ConfirmResult;
}

public abstract record AddAccountResult
{
    public sealed record Added(Guid UserId) : AddAccountResult;

    public sealed record AddressTaken : AddAccountResult;

    public sealed record WeakPassword(string Reason) : AddAccountResult;
}

public abstract record LogInResult
{
    public sealed record Welcome(Guid UserId) : LogInResult;

    /// <summary>Unknown address, one that nobody has confirmed, or wrong password: the asker is not told which.</summary>
    public sealed record Refused : LogInResult;
}

public sealed record AccountView(Guid Id, string Name, string Email, IReadOnlyList<Role> Roles);
