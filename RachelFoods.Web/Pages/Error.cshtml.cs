using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Safety;

namespace RachelFoods.Web.Pages;

/// <summary>Where failed requests end, whatever their method; not an address of its own.</summary>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    public ProblemView Problem { get; private set; } = null!;

    [NonHandler] // By its name alone it would answer to requests of a method PAGE.
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null && HttpContext.Features.Get<IExceptionHandlerFeature>() is null)
        {
            context.Result = NotFound();
            return;
        }
        Problem = ProblemView.Of(Response.StatusCode, HttpContext.TraceIdentifier);
        if (Problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            Response.Headers.RetryAfter = ErrorPages.RetryAfter;
        }
        context.Result = this.FragmentOrPage("_Problem", Problem);
    }
}

public sealed record ProblemView(int Status, string Title, string Text, string RequestId)
{
    public static ProblemView Of(int status, string requestId)
    {
        var (title, text) = status switch
        {
            400 => ("This could not be read", "Perhaps the page was open for too long. Go back, load it again and send it once more; nothing has been changed."),
            401 => ("Please log in", "This page is yours alone, and you are not logged in."),
            403 => ("This is not allowed", "You may not do this. If you think you should, log in with another account or tell us."),
            404 => ("There is nothing here", "The page may have moved, or the address has a slip in it. The search above finds everything that we sell."),
            405 => ("This cannot be done here", "The page does not know this request. Go back and try again from there."),
            413 => ("This is too large", "What you sent is larger than we take."),
            429 => ("Too many tries", "Please wait a little before you try again."),
            503 => ("We will be back in a moment", "The shop cannot reach its books at the moment. Please try again in a minute; nothing of yours is lost."),
            < 500 => ("This was not accepted", "The request could not be carried out, and nothing has been changed."),
            _ => ("Something went wrong on our side", "It has been noted. Please try again; if it happens once more, tell us the number below."),
        };
        return new ProblemView(status, title, text, requestId);
    }
}
