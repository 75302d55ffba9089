using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace RachelFoods.Web.Modules.Auth;

/// <summary>Long rather than complicated: at least ten characters, none of the commonest, not the address itself.</summary>
internal sealed class PasswordRules : IPasswordValidator<User>
{
    public const int MinimumLength = 10;

    public const int MaximumLength = 200;

    // The commonest in published leaks that are long enough, and this shop's own name.
    private static readonly FrozenSet<string> Commonest = FrozenSet.ToFrozenSet(
        [
            "0000000000", "0123456789", "0987654321", "1111111111", "1123581321", "1212121212", "1234512345", "123456789a",
            "1234567890", "12345678900", "12345678910", "123456789012", "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc",
            "2222222222", "5555555555", "7777777777", "9876543210", "9999999999", "a123456789", "aa12345678", "aaaaaaaaaa",
            "abcd123456", "abcdefghij", "administrator", "adminadmin", "asdfasdfasdf", "asdfghjkl1", "asdfghjkl;", "baseball123",
            "basketball", "butterfly1", "changeme123", "chocolate1", "christopher", "contraseña", "dragon1234", "football123",
            "football1234", "helloworld", "iloveyou12", "iloveyou123", "iloveyou1234", "internet123", "jesuschrist",
            "letmein123", "letmein1234", "liverpool1", "manchester", "michael123", "monkey1234", "motdepasse", "mypassword",
            "mypassword1", "p@ssw0rd123", "p@ssword123", "password00", "password01", "password10", "password11", "password12",
            "password123", "password1234", "password12345", "password123456", "password99", "passw0rd123", "passwordpassword",
            "princess123", "q1w2e3r4t5", "q1w2e3r4t5y6", "qazwsxedcrfv", "qqqqqqqqqq", "qwer123456", "qwerasdfzxcv",
            "qwerty1234", "qwerty12345", "qwerty123456", "qwertyqwerty", "qwertyuiop", "qwertyuiop[]", "rachelfoods",
            "rachelfoods1", "rachelfoods123", "samsung123", "secret1234", "starwars123", "strawberry", "sunshine123",
            "superman123", "test123456", "testpassword", "trustno1234", "unknown123", "user123456", "welcome123",
            "welcome1234", "whatever123", "zaq12wsxcde3", "zxcvbnm123", "zzzzzzzzzz",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>One password, however the keyboard composed its accents.</summary>
    public static string Normal(string password) => password.Normalize(NormalizationForm.FormKC);

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var fault = password switch
        {
            { Length: > MaximumLength } => $"Use at most {MaximumLength} characters.",
            not null when Commonest.Contains(password) => "This password is one of the first that others would try. Choose another one.",
            not null when IsAddress(password, user.Email!) => "Choose a password that is not your e-mail address.",
            _ => null,
        };
        return Task.FromResult(
            fault is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "PasswordIsWeak", Description = fault }));
    }

    private static bool IsAddress(string password, string email) =>
        password.Equals(email, StringComparison.OrdinalIgnoreCase)
        || password.Equals(email.Split('@')[0], StringComparison.OrdinalIgnoreCase);
}
