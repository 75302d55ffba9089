using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Web.Modules.Email;

/// <summary>What a template has become.</summary>
public sealed record WrittenMail(string Subject, string Html, string Text);

/// <summary>Renders the templates of mails outside of any request, for the store that is entered.</summary>
public sealed class MailRendering(IRazorViewEngine views, IServiceProvider services, ITempDataProvider notes, StoreContext stores)
{
    public async Task<WrittenMail> WriteAsync(string template, object model)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(stores.Current.Culture);
        try
        {
            var (subject, rendered) = await RenderAsync(template, model);
            return new WrittenMail(subject, MailText.Tidy(rendered), MailText.Of(rendered));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private async Task<(string Subject, string Body)> RenderAsync(string template, object model)
    {
        var path = $"/Modules/Email/Templates/{template}.cshtml";
        var view = views.GetView(null, path, isMainPage: true).EnsureSuccessful([path]).View!;
        var action = new ActionContext(new DefaultHttpContext { RequestServices = services }, new RouteData(), new ActionDescriptor());
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await using var body = new StringWriter(CultureInfo.InvariantCulture);
        var context = new ViewContext(action, view, data, new TempDataDictionary(action.HttpContext, notes), body, new HtmlHelperOptions());
        await view.RenderAsync(context);
        return (context.ViewData["Subject"] as string ?? throw new InvalidOperationException($"{template} has no subject."), body.ToString());
    }
}
