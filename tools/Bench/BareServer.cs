using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Npgsql;

namespace Bench;

/// <summary>The raw limit of a page: Kestrel and nothing else, writing the very bytes. At <c>/row</c> it reads one row first.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(int port, string page, string connection)
    {
        var bytes = await File.ReadAllBytesAsync(page);
        await using var rows = NpgsqlDataSource.Create(connection);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(async context =>
        {
            if (context.Request.Path == "/row")
            {
                await ReadRowAsync(rows);
            }
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes);
        });
        await app.RunAsync();
        return 0;
    }

    private static async Task ReadRowAsync(NpgsqlDataSource rows)
    {
        await using var read = rows.CreateCommand("select id, name, description from products where slug = $1");
        read.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Stage.Slug });
        await using var reader = await read.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            throw new InvalidOperationException($"There is no product {Stage.Slug}.");
        }
    }
}
