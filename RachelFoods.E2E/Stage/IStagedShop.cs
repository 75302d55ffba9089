namespace RachelFoods.E2E.Stage;

/// <summary>A shop that runs as in production, as those see it who buy there and those who look into its books.</summary>
public interface IStagedShop
{
    /// <summary>Where the sandbox, which is Stripe here, is reached by the tests.</summary>
    Uri StripeAddress { get; }

    /// <summary>The shop's account at the sandbox.</summary>
    string StripeAccount { get; }

    string OwnerConnection { get; }

    /// <param name="process">Which of the web processes.</param>
    Uri WebAddress(int process);
}
