namespace RachelFoods.Web.Modules.Auth;

/// <summary>Something that the owner of an account, or of an address, is told by mail.</summary>
public abstract record AccountEvent
{
    /// <summary>This event's own: the same may happen to an account again.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
}

/// <summary>Someone asked for an account with an address that has none. It waits to be confirmed from there.</summary>
public sealed record RegistrationWaits(Guid RegistrationId) : AccountEvent;

/// <summary>Someone asked for an account with this user's address. The owner of the address is told; who asked is not.</summary>
public sealed record AddressAlreadyKnown(Guid UserId) : AccountEvent;

/// <summary>Someone asked for a new password. For an address that nobody has it is raised as well, with the id of nobody.</summary>
public sealed record PasswordResetAsked(Guid UserId) : AccountEvent;

/// <summary>The password is another one now, changed or reset.</summary>
public sealed record PasswordChanged(Guid UserId) : AccountEvent;

/// <summary>The new address waits in the row of the change; <see cref="AccountLinks.ToConfirmNewEmailAsync"/> tells it.</summary>
public sealed record EmailChangeAsked(Guid UserId, Guid ChangeId) : AccountEvent;

/// <summary>The former address stands in the row of the change; <see cref="AccountLinks.ToUndoEmailAsync"/> tells it.</summary>
public sealed record EmailChanged(Guid UserId, Guid ChangeId) : AccountEvent;
