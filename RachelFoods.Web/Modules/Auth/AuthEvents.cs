namespace RachelFoods.Web.Modules.Auth;

/// <summary>Someone asked for an account with an address that had none.</summary>
public sealed record UserRegistered(Guid UserId);

/// <summary>Someone asked for an account with this user's address. The owner of the address is told; who asked is not.</summary>
public sealed record AddressAlreadyKnown(Guid UserId);
