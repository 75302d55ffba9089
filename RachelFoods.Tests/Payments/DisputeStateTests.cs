using RachelFoods.Tests.Orders;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Payments;
using static RachelFoods.Web.Modules.Payments.DisputeState;

namespace RachelFoods.Tests.Payments;

public sealed class A_dispute
{
    private static readonly DateTimeOffset Due = AnOrder.Now.AddDays(7);

    [Theory]
    [InlineData(WarningNeedsResponse, WarningClosed)]
    [InlineData(WarningUnderReview, NeedsResponse)]
    [InlineData(NeedsResponse, UnderReview)]
    [InlineData(UnderReview, Won)]
    [InlineData(NeedsResponse, Lost)]
    public void goes_forward(DisputeState from, DisputeState to)
    {
        var dispute = Standing(from);

        dispute.Follow(to, Due, AnOrder.Now);

        Assert.Equal(to, dispute.State);
    }

    [Theory]
    [InlineData(Won)]
    [InlineData(Lost)]
    [InlineData(WarningClosed)]
    [InlineData(Prevented)]
    public void that_is_decided_stays_so(DisputeState end)
    {
        var dispute = Standing(end);

        foreach (var told in Enum.GetValues<DisputeState>())
        {
            dispute.Follow(told, Due, AnOrder.Now.AddDays(1));
        }

        Assert.Equal((end, AnOrder.Now, null), (dispute.State, dispute.ClosedAt!.Value, dispute.DueBy));
    }

    [Fact]
    public void that_is_a_chargeback_does_not_become_an_inquiry_again()
    {
        var dispute = Standing(UnderReview);

        dispute.Follow(NeedsResponse, Due, AnOrder.Now);
        dispute.Follow(WarningNeedsResponse, Due, AnOrder.Now);

        Assert.Equal((UnderReview, null), (dispute.State, dispute.DueBy));
    }

    [Fact]
    public void keeps_its_deadline_while_an_answer_is_awaited()
    {
        var dispute = Standing(NeedsResponse);
        Assert.Equal(Due, dispute.DueBy);

        dispute.Follow(NeedsResponse, Due.AddDays(2), AnOrder.Now);

        Assert.Equal(Due.AddDays(2), dispute.DueBy);
    }

    private static Dispute Standing(DisputeState state)
    {
        var dispute = new Dispute(Guid.NewGuid(), Guid.NewGuid(), "du_1", new Money(100, "USD"), "fraudulent", state, AnOrder.Now);
        dispute.Follow(state, Due, AnOrder.Now);
        return dispute;
    }
}
