namespace RachelFoods.Web.Modules.Auth;

/// <param name="Email">Well formed; capitals do not matter.</param>
public sealed record NewAccount(string Name, string Email, string Password);

public abstract record RegisterResult
{
    /// <summary>Said for a new address and for a known one alike.</summary>
    public sealed record Accepted : RegisterResult;

    public sealed record WeakPassword(string Reason) : RegisterResult;
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

    /// <summary>Unknown address or wrong password: the asker is not told which.</summary>
    public sealed record Refused : LogInResult;
}

public sealed record AccountView(Guid Id, string Name, string Email, bool EmailConfirmed, IReadOnlyList<Role> Roles);
