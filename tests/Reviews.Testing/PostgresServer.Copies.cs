using System.Globalization;

namespace Reviews.Testing;

/// <content>The server as it was a while ago: a standby that lagged, or a backup.</content>
internal sealed partial class PostgresServer
{
    private int _copies;

    /// <summary>Copies its data while it runs, like a standby that stops receiving now.</summary>
    public async Task<string> CopyAsync()
    {
        var copy = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"copy-{++_copies}"));
        var backup = PostgresPrograms.Start(
            "pg_basebackup", "-D", copy, "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, "-c", "fast",
            "-X", "stream", "--no-sync");
        backup.Environment["PGPASSWORD"] = Password;
        await PostgresPrograms.RunAsync(backup);
        return copy;
    }

    /// <summary>Kills the server and continues at the same address with a copy.</summary>
    /// <param name="copy">What <see cref="CopyAsync"/> gave; it is used up.</param>
    /// <param name="promote">True: as a promoted standby, on its own timeline. False: as a backup restored in place.</param>
    public async Task GoBackAsync(string copy, bool promote)
    {
        await KillAsync();
        Directory.Delete(Data, recursive: true);
        Directory.Move(copy, Data);
        if (promote) await RecoverOnATimelineOfItsOwnAsync();
        await StartAgainAsync(promote ? PrimaryLine : ReadyLine);
    }

    /// <summary>Recovery ends with a promotion: the available WAL is replayed, and a new timeline begins.</summary>
    private async Task RecoverOnATimelineOfItsOwnAsync()
    {
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.auto.conf"), "restore_command = 'false'\n");
        var signal = Path.Combine(Data, "recovery.signal");
        await File.WriteAllTextAsync(signal, "");
        await PostgresPrograms.GiveAsync(signal);
    }
}
