using RachelFoods.Web.Modules.Orders;

namespace RachelFoods.Tests.Orders;

public sealed class The_words_of_an_order
{
    // Seen to fail without the phone.
    [Fact]
    public void are_in_one_form_whatever_they_were_written_in()
    {
        var words = SearchWords.Of("ORD-2026-0042", "Ada.Obi@Customer.example", "Mary-Jane  O’Néill, Ṣadé", "+1 (212) 555-0147", ["EGUSI-500", "EGUSI-500", "007"]);

        Assert.Equal(
            [
                "+741055521", "42", "7", "ada.obi@customer.example", "egusi-500", "jane", "mary", "mary-jane", "o'neill", "oneill", "ord-2026-0042", "sade",
            ],
            words.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("ORD-2026-0042", "a@b.example", "", "")]
    [InlineData("ORD-2026-0042", "a@b.example", " \t ’ – ", "none")]
    [InlineData("ORD-2026-0042", "a@b.example", "李 小龍 Жанна 🍲", "123")]
    public void are_never_empty_and_never_too_long(string number, string email, string name, string phone)
    {
        var words = SearchWords.Of(number, email, name + new string('x', 300), phone, []);

        Assert.All(words, word => Assert.InRange(word.Length, 1, SearchWords.Longest));
    }

    [Theory]
    [InlineData("ada obi", "ada…", "obi…")]
    [InlineData("  ÁDA ", "ada…")]
    [InlineData("42", "42")]
    [InlineData("#0042", "42")]
    [InlineData("0147", "147 or +7410…")]
    [InlineData("212 555 0147", "2125550147 or +741055521…")]
    [InlineData("ada +234 803 555 0188 obi", "ada…", "2348035550188 or +881055530…", "obi…")]
    [InlineData("ORD-2026-0042", "ord-2026-0042")]
    [InlineData("2026-0042", "ord-2026-0042 or +24006202…")]
    [InlineData("ord-2026", "ord-2026…")]
    [InlineData("EGUSI-500 egusi-500", "egusi-500…")]
    [InlineData("7up-330", "7up-330…")]
    [InlineData("% -- ()")]
    public void are_sought_in_the_same_form(string text, params string[] words) => Assert.Equal(words, SearchWords.In(text).Select(Written));

    private static string Written(SoughtWord sought) => Written(sought.Word) + (sought.Phone is { } phone ? $" or {Written(phone)}" : "");

    private static string Written(WordRange range) => range.First == range.Last ? range.First : $"{range.First}…";
}
