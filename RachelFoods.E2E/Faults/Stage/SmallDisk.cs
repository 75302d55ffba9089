using System.Diagnostics;
using System.Globalization;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>
/// A disk in memory, large enough for one small cluster, that can be filled to its last byte. It is mounted in a namespace of its own,
/// which needs no rights, and reached through the process that holds it; with that process, which ends with the tests', it is gone.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Holder =
        """
        mount -t tmpfs -o size=200m none "$0" && mkdir -m 700 "$0/cluster" && echo $$
        while read -r wish; do
            case $wish in
                fill) cat /dev/zero > "$0/ballast" 2> /dev/null ;;
                free) rm -f "$0/ballast" ;;
            esac
            echo done
        done
        """;

    private static readonly Lazy<bool> Permitted = new(Try);

    private readonly Process _holder;
    private readonly string _mountPoint;

    private SmallDisk(Process holder, string mountPoint, int holderId) =>
        (_holder, _mountPoint, Cluster) = (holder, mountPoint, $"/proc/{holderId}/root{mountPoint}/cluster");

    /// <summary>Where a cluster may be made.</summary>
    public string Cluster { get; }

    public static bool IsPermitted => Permitted.Value;

    /// <exception cref="InvalidOperationException">The machine lets nobody mount anything.</exception>
    public static SmallDisk Mount()
    {
        var mountPoint = Directory.CreateTempSubdirectory("rachelfoods-disk-").FullName;
        string[] command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", Holder, mountPoint];
        // PostgreSQL refuses to run as root, and its files must be its user's.
        string[] asPostgres = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;
        var holder = Process.Start(new ProcessStartInfo(asPostgres[0], asPostgres[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (int.TryParse(holder.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out var id))
        {
            return new SmallDisk(holder, mountPoint, id);
        }
        Directory.Delete(mountPoint);
        throw new InvalidOperationException($"No disk could be mounted: {holder.StandardError.ReadToEnd()}");
    }

    public Task FillAsync() => AskAsync("fill");

    public Task FreeAsync() => AskAsync("free");

    public void Dispose()
    {
        _holder.StandardInput.Close();
        _holder.WaitForExit();
        _holder.Dispose();
        Directory.Delete(_mountPoint);
    }

    private async Task AskAsync(string wish)
    {
        await _holder.StandardInput.WriteLineAsync(wish);
        await _holder.StandardInput.FlushAsync();
        await _holder.StandardOutput.ReadLineAsync();
    }

    private static bool Try()
    {
        try
        {
            Mount().Dispose();
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that needs a disk of its own, and says so where the machine permits none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsPermitted)
        {
            Skip = "This machine lets nobody mount a disk in a user namespace (unshare --user --map-root-user --mount).";
        }
    }
}
