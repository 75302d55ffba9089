using System.Text.Json.Nodes;

namespace StripeSandbox.Books;

public interface IStripeObject
{
    string Id { get; }

    long Created { get; }

    JsonObject ToJson();
}
