namespace RachelFoods.Web.Modules.Auth;

public abstract record ResetPasswordResult
{
    public sealed record Done(Guid UserId) : ResetPasswordResult;

    /// <summary>The link was used, is too old, or was never one of this store's.</summary>
    public sealed record DeadLink : ResetPasswordResult;

    public sealed record WeakPassword(string Reason) : ResetPasswordResult;
}

public abstract record ChangePasswordResult
{
    public sealed record Done : ChangePasswordResult;

    public sealed record WrongPassword : ChangePasswordResult;

    public sealed record WeakPassword(string Reason) : ChangePasswordResult;
}
