namespace Stripe;

public class BalanceTransactionService : Service
{
    private const string Collection = "balance_transactions";

    public BalanceTransactionService()
    {
    }

    public BalanceTransactionService(IStripeClient client)
        : base(client)
    {
    }

    public Task<BalanceTransaction> GetAsync(
        string id, BalanceTransactionGetOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<BalanceTransaction>(Path(Collection, id), options, requestOptions, cancellationToken);

    public Task<StripeList<BalanceTransaction>> ListAsync(
        BalanceTransactionListOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<StripeList<BalanceTransaction>>("/v1/" + Collection, options, requestOptions, cancellationToken);

    public IAsyncEnumerable<BalanceTransaction> ListAutoPagingAsync(
        BalanceTransactionListOptions options = null, RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PagesAsync<BalanceTransaction, BalanceTransactionListOptions>("/v1/" + Collection, options, requestOptions, cancellationToken);
}
