using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using RachelFoods.Tests.Stage;
using RachelFoods.Web.Kernel;
using RachelFoods.Web.Modules.Email;

namespace RachelFoods.Tests.Email;

public sealed class The_folder_of_mails(Shop shop) : IClassFixture<Shop>, IDisposable
{
    private static readonly OutgoingMail Sample = new(
        $"{Guid.NewGuid():N}@localhost", "reader@readers.example", "Hello", "<p>Hello</p>", "Hello", TimeProvider.System.GetUtcNow());

    private readonly string _root = Directory.CreateTempSubdirectory("rachelfoods-mails-").FullName;

    [Fact]
    public Task keeps_mails_for_people_to_read() => shop.Run(async services =>
    {
        var folder = In("Development", services);

        await folder.KeepAsync(Sample, default);

        var (name, mail) = Assert.Single(folder.List());
        Assert.Equal((Sample, Sample), (mail, folder.Find(name)));
        Assert.Null(folder.Find("../../secrets"));
    });

    [Fact]
    public Task is_not_there_in_Production() => shop.Run(services =>
        Assert.ThrowsAsync<InvalidOperationException>(() => In("Production", services).KeepAsync(Sample, default)));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private MailFolder In(string environment, IServiceProvider services) => new(
        new Somewhere(environment, Path.Combine(_root, "web")), services.GetRequiredService<StoreContext>());

    private sealed class Somewhere(string environment, string root) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = root;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
