namespace Stripe;

internal interface IAnyOf
{
    object Value { get; }
}

public class AnyOf<T1, T2> : IAnyOf
{
    private readonly object held;

    public AnyOf(T1 value) => held = value;

    public AnyOf(T2 value) => held = value;

    object IAnyOf.Value => held;

    public static implicit operator AnyOf<T1, T2>(T1 value) => value is null ? null : new AnyOf<T1, T2>(value);

    public static implicit operator AnyOf<T1, T2>(T2 value) => value is null ? null : new AnyOf<T1, T2>(value);
}
