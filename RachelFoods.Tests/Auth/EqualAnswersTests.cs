using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Modules.Auth;

namespace RachelFoods.Tests.Auth;

/// <summary>What an answer costs is what it takes: the same statements and as many hashes of passwords, whether the address is known or not.</summary>
public sealed class What_an_answer_costs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task does_not_tell_at_log_in_who_is_known()
    {
        var known = await LogIn((await shop.ABuyer()).Email);
        var unknown = await LogIn(Mailbox.NewAddress());

        Assert.NotEmpty(known);
        Assert.Equal(known, unknown);
    }

    [Fact]
    public async Task does_not_tell_who_registered_whether_the_address_was_free()
    {
        var (buyer, free) = (await shop.ABuyer(), Mailbox.NewAddress());
        await shop.Browser().Register(buyer.Email);
        await shop.Browser().Register(free);

        var taken = await LogIn(buyer.Email, Mailbox.Good);
        var waiting = await LogIn(free, Mailbox.Good);

        Assert.NotEmpty(taken);
        Assert.Equal(taken, waiting);
    }

    [Fact]
    public async Task does_not_tell_who_is_known_when_a_password_is_forgotten()
    {
        var known = await Ask((await shop.ABuyer()).Email);
        var unknown = await Ask(Mailbox.NewAddress());

        Assert.NotEmpty(known);
        Assert.Equal(known, unknown);
    }

    [Fact]
    public async Task does_not_tell_who_is_known_at_registering()
    {
        var known = await Register((await shop.ABuyer()).Email);
        var unknown = await Register(Mailbox.NewAddress());

        Assert.NotEmpty(known);
        Assert.Equal(known, unknown);
    }

    [Theory]
    [InlineData("known")]
    [InlineData("waiting")]
    [InlineData("unknown")]
    public async Task is_one_hash_of_a_password_known_or_not(string address)
    {
        var email = address switch { "known" => (await shop.ABuyer()).Email, "waiting" => (await shop.ANewcomer()).Email, _ => Mailbox.NewAddress() };

        Assert.Equal(1, await Hashes(services => services.GetRequiredService<AccountService>().LogInAsync(email, "not the password", default)));
        Assert.Equal(1, await Hashes(services => services.GetRequiredService<Registrations>().AskAsync(new NewAccount("Ada", email, Mailbox.Good), default)));
    }

    private Task<IReadOnlyList<string>> LogIn(string email, string password = "not the password") =>
        Statements.During(mark => Marked(mark).LogIn(email, password));

    private Task<IReadOnlyList<string>> Ask(string email) =>
        Statements.During(mark => Marked(mark).Send("/account/forgot-password", new() { ["Email"] = email }));

    private Task<IReadOnlyList<string>> Register(string email) => Statements.During(mark => Marked(mark).Register(email));

    private HttpClient Marked(Action<HttpClient> mark)
    {
        var browser = shop.Browser();
        mark(browser);
        return browser;
    }

    private Task<int> Hashes(Func<IServiceProvider, Task> act) => shop.Run(async services =>
    {
        var users = services.GetRequiredService<UserManager<User>>();
        var counting = new Counting(users.PasswordHasher);
        users.PasswordHasher = counting;
        await act(services);
        return counting.Times;
    });

    private sealed class Counting(IPasswordHasher<User> real) : IPasswordHasher<User>
    {
        public int Times { get; private set; }

        public string HashPassword(User user, string password)
        {
            Times++;
            return real.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Times++;
            return real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
