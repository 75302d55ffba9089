using StripeSandbox.Api;

namespace StripeSandbox.Books;

/// <summary>Cards as they come in: named, already known, or typed. The caller holds the account's gate.</summary>
public sealed class PaymentMethods(Account account)
{
    public PaymentMethod? From(Form form)
    {
        if (form.Text("payment_method") is not { } id)
            return form.Has("payment_method_data[card]") ? New(form.Under("payment_method_data")) : null;
        return account.Find<PaymentMethod>(id) ?? Named(id);
    }

    public PaymentMethod Named(string name) =>
        Keep(TestCards.ByName(name) ?? throw StripeError.NotFound("PaymentMethod", name, "payment_method"), Form.Parse(""));

    public PaymentMethod New(Form form)
    {
        var number = (form.Text("card[number]") ?? throw StripeError.Missing("card[number]")).Replace(" ", "", StringComparison.Ordinal);
        form.Whole("card[exp_month]");
        form.Whole("card[exp_year]");
        var card = TestCards.ByNumber(number) ?? throw (Luhn(number)
            ? Cards("card_declined", "test_mode_live_card", "Your card was declined. Your request was in test mode, but used a non test card.")
            : Cards("incorrect_number", null, "Your card number is incorrect."));
        return Keep(card, form);

        static StripeError Cards(string code, string? declineCode, string message)
        {
            var error = new StripeError(402, "card_error", code, message, "number");
            if (declineCode is not null)
                error.More["decline_code"] = declineCode;
            return error;
        }
    }

    private PaymentMethod Keep(TestCard card, Form form)
    {
        var method = new PaymentMethod(Account.NewId("pm_"), card, account.Now, form);
        account.Add(method);
        return method;
    }

    private static bool Luhn(string number) => number.Length is >= 12 and <= 19 && number.All(char.IsAsciiDigit)
        && number.Reverse().Select((c, i) => (c - '0') * (1 + i % 2)).Sum(d => d > 9 ? d - 9 : d) % 10 == 0;
}
