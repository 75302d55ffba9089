using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RachelFoods.E2E.Sandbox;

public sealed partial class The_card_form(PayPage shop) : IClassFixture<PayPage>
{
    private const string Good = "4242424242424242";
    private const string Declined = "4000000000000002";
    private const string Asking = "4000002760003184";

    [Fact]
    public async Task pays_and_shows_the_shop_no_card()
    {
        var page = await shop.OpenAsync();
        var complaints = Complaints(page);

        await PayAsync(page, Good);

        await Expect(State(page)).ToHaveTextAsync("succeeded");
        Assert.Empty(complaints);
        Assert.DoesNotContain(shop.HeardByTheShop, line => line.Contains(Good, StringComparison.Ordinal));
    }

    [Fact]
    public async Task says_what_is_wrong_beside_the_field()
    {
        var page = await shop.OpenAsync();
        await Expect(State(page)).ToHaveTextAsync("ready");

        await page.GetByRole(AriaRole.Button, new() { Name = "Pay now" }).ClickAsync();

        await Expect(State(page)).ToHaveTextAsync("validation_error incomplete_number");
        await Expect(Field(page, "Card number")).ToBeFocusedAsync();
        await Expect(Field(page, "Card number")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Card(page).GetByText("Your card number is incomplete.")).ToBeVisibleAsync();
        await FillAsync(page, "4242424242424241", "01 / 20");
        await Expect(Card(page).GetByText("Your card number is invalid.")).ToBeVisibleAsync();
        await Expect(Card(page).GetByText("Your card's expiration year is in the past.")).ToBeVisibleAsync();
        await FillAsync(page, Good, "12 / 34");
        await Expect(Card(page).Locator("[aria-invalid]")).ToHaveCountAsync(0);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-complete", "true");
    }

    [Fact]
    public async Task makes_room_for_its_messages()
    {
        var page = await shop.OpenAsync();
        await Expect(State(page)).ToHaveTextAsync("ready");
        var frame = page.Locator("#card iframe");
        var before = (int)(await frame.BoundingBoxAsync())!.Height;

        await page.GetByRole(AriaRole.Button, new() { Name = "Pay now" }).ClickAsync();

        await Expect(Card(page).GetByText("Your card number is incomplete.")).ToBeVisibleAsync();
        await Expect(frame).Not.ToHaveJSPropertyAsync("offsetHeight", before);
        Assert.True((await frame.BoundingBoxAsync())!.Height > before + 20);
    }

    [Fact]
    public async Task lets_another_card_pay_after_a_decline()
    {
        var page = await shop.OpenAsync();

        await PayAsync(page, Declined);
        await Expect(State(page)).ToHaveTextAsync("card_error card_declined");
        await Expect(page.Locator("#result")).ToHaveTextAsync("Your card was declined.");
        await PayAsync(page, Good);

        await Expect(State(page)).ToHaveTextAsync("succeeded");
    }

    [Theory]
    [InlineData("Complete", "succeeded")]
    [InlineData("Fail", "invalid_request_error payment_intent_authentication_failure")]
    [InlineData("Close", "invalid_request_error payment_intent_authentication_failure")]
    public async Task asks_for_3D_Secure(string button, string outcome)
    {
        var page = await shop.OpenAsync();
        var complaints = Complaints(page);

        await PayAsync(page, Asking);
        await Challenge(page).GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

        await Expect(State(page)).ToHaveTextAsync(outcome);
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task is_paid_by_keyboard_alone()
    {
        var page = await shop.OpenAsync();
        await Expect(State(page)).ToHaveTextAsync("ready");

        await page.Keyboard.PressAsync("Tab");
        foreach (var typed in new[] { Asking, "1234", "123" })
        {
            await page.Keyboard.TypeAsync(typed);
            await page.Keyboard.PressAsync("Tab");
        }
        await Expect(Field(page, "Card number")).ToHaveValueAsync("4000 0027 6000 3184");
        await Expect(Field(page, "Expiration date")).ToHaveValueAsync("12 / 34");
        await Expect(Field(page, "Country")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("10001");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Challenge(page).GetByRole(AriaRole.Button, new() { Name = "Complete" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(State(page)).ToHaveTextAsync("succeeded");
    }

    [Fact]
    public async Task takes_Escape_for_closing_the_challenge()
    {
        var page = await shop.OpenAsync();
        await PayAsync(page, Asking);
        await Expect(Challenge(page).GetByRole(AriaRole.Button, new() { Name = "Complete" })).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");

        await Expect(State(page)).ToHaveTextAsync("invalid_request_error payment_intent_authentication_failure");
    }

    [Theory]
    [InlineData(Good)]
    [InlineData(Asking)]
    public async Task leads_to_the_return_page_where_that_is_wanted(string number)
    {
        var page = await shop.OpenAsync(redirect: "always");

        await PayAsync(page, number);
        if (number == Asking)
        {
            await Expect(Challenge(page).GetByRole(AriaRole.Button, new() { Name = "Complete" })).ToBeFocusedAsync();
            await Challenge(page).GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        }

        await Expect(page).ToHaveURLAsync(ReturnAddress(), new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task says_that_it_cannot_be_loaded_for_an_unknown_intent()
    {
        var page = await shop.OpenAsync(secret: "pi_none_secret_none");

        await Expect(State(page)).ToHaveTextAsync("loaderror resource_missing");
    }

    [Theory]
    [InlineData("stripe", 1280)]
    [InlineData("stripe", 375)]
    [InlineData("night", 375)]
    public async Task is_accessible(string theme, int width)
    {
        var page = await shop.OpenAsync(theme: theme, width: width);
        await Expect(State(page)).ToHaveTextAsync("ready");
        await AssertAccessible(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Pay now" }).ClickAsync();
        await Expect(State(page)).ToHaveTextAsync("validation_error incomplete_number");
        await AssertAccessible(page);

        await PayAsync(page, Asking);
        await Expect(Challenge(page).GetByRole(AriaRole.Button, new() { Name = "Complete" })).ToBeFocusedAsync();
        await AssertAccessible(page);
    }

    private static async Task PayAsync(IPage page, string number)
    {
        await FillAsync(page, number, "12 / 34");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay now" }).ClickAsync();
    }

    private static async Task FillAsync(IPage page, string number, string expiry)
    {
        await Field(page, "Card number").FillAsync(number);
        await Field(page, "Expiration date").FillAsync(expiry);
        await Field(page, "Security code").FillAsync("123");
        await Field(page, "Security code").BlurAsync();
    }

    private static async Task AssertAccessible(IPage page)
    {
        var findings = await page.RunAxe();
        Assert.Empty(findings.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}")));
    }

    /// <summary>What the browser complains about, the Content-Security-Policy above all. A declined card's 402 is no complaint.</summary>
    private static List<string> Complaints(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("402", StringComparison.Ordinal))
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        return complaints;
    }

    private static ILocator State(IPage page) => page.GetByLabel("State");

    private static IFrameLocator Card(IPage page) => page.FrameLocator("#card iframe");

    private static ILocator Field(IPage page, string label) => Card(page).GetByLabel(label);

    private static IFrameLocator Challenge(IPage page) => page.FrameLocator("dialog iframe");

    [GeneratedRegex(@"/return\?payment_intent=pi_\w+&payment_intent_client_secret=\w+&redirect_status=succeeded$", RegexOptions.None, 1000)]
    private static partial Regex ReturnAddress();
}
