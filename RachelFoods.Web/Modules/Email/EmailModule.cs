using RachelFoods.Web.Data;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Auth;
using RachelFoods.Web.Modules.Inventory;
using RachelFoods.Web.Modules.Orders;
using RachelFoods.Web.Modules.Refunds;

namespace RachelFoods.Web.Modules.Email;

public static class EmailModule
{
    public static IServiceCollection AddEmail(this IServiceCollection services) => services
        .AddSingleton<MailFolder>()
        .AddScoped<MailRendering>().AddScoped<MailSecrets>().AddScoped<MailPost>()
        .AddScoped<IMailLog, MailLog>().AddScoped<IEmailSender, SmtpEmailSender>()
        .AddHandler<SendMail, SendMails>()
        .AddHandler<RegistrationWaits, AccountMails>()
        .AddHandler<AddressAlreadyKnown, AccountMails>()
        .AddHandler<PasswordResetAsked, AccountMails>()
        .AddHandler<PasswordChanged, AccountMails>()
        .AddHandler<EmailChangeAsked, AccountMails>()
        .AddHandler<EmailChanged, AccountMails>()
        .AddHandler<OrderPlaced, OrderMails>()
        .AddHandler<OrderPaid, OrderMails>()
        .AddHandler<OrderMoved, OrderMails>()
        .AddHandler<OrderCancelled, OrderMails>()
        .AddHandler<OrderLinkAsked, OrderMails>()
        .AddHandler<MoneyReturned, RefundMails>()
        .AddHandler<RefundSucceeded, RefundMails>()
        .AddHandler<RefundFailed, RefundMails>()
        .AddHandler<LowStockFound, StockMails>();

    /// <summary>In Development alone; anywhere else there is nothing at these addresses.</summary>
    public static void MapEmail(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapDevelopmentMailbox();
        }
    }
}
