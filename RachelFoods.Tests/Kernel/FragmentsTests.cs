using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using RachelFoods.Web.Kernel;

namespace RachelFoods.Tests.Kernel;

public class An_answer_to_htmx
{
    [Fact]
    public void is_the_piece_when_a_part_of_the_page_is_asked_for()
    {
        var page = APage("HX-Request: true", "HX-Request-Type: partial");

        Assert.Equal("_CartLines", Assert.IsType<PartialViewResult>(page.FragmentOrPage("_CartLines", "lines")).ViewName);
        Assert.Equal("lines", Assert.IsType<PartialViewResult>(page.FragmentOrRedirect("_CartLines", "lines")).Model);
    }

    [Theory]
    [InlineData]
    [InlineData("HX-Request-Type: partial")]
    [InlineData("HX-Request: true")]
    [InlineData("HX-Request: true", "HX-Request-Type: full")]
    [InlineData("HX-Request: true", "HX-Request-Type: partial", "HX-Boosted: true")]
    public void is_the_whole_page_otherwise(params string[] headers)
    {
        var page = APage(headers);

        Assert.IsType<PageResult>(page.FragmentOrPage("_CartLines", "lines"));
        Assert.Null(Assert.IsType<RedirectToPageResult>(page.FragmentOrRedirect("_CartLines", "lines")).PageName);
    }

    [Fact]
    public void tells_caches_what_it_depends_on()
    {
        var page = APage();
        page.Response.Headers.Vary = "Cookie";

        page.FragmentOrPage("_CartLines", "lines");

        Assert.Equal("Cookie,HX-Request,HX-Request-Type,HX-Boosted", page.Response.Headers.Vary.ToString());
    }

    private static AnyPage APage(params string[] headers)
    {
        var http = new DefaultHttpContext();
        foreach (var header in headers)
        {
            http.Request.Headers[header.Split(": ")[0]] = header.Split(": ")[1];
        }
        var metadata = new EmptyModelMetadataProvider();
        return new AnyPage
        {
            MetadataProvider = metadata,
            PageContext = new PageContext
            {
                HttpContext = http,
                ViewData = new ViewDataDictionary(metadata, new ModelStateDictionary()),
            },
        };
    }

    private sealed class AnyPage : PageModel;
}
