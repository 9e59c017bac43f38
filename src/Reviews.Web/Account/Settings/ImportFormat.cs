using Reviews.Application.Members.Imports;
using Reviews.Contracts.Members;

namespace Reviews.Web.Account.Settings;

/// <summary>Imports in words.</summary>
internal static class ImportFormat
{
    public static string Heading(ImportState import) =>
        $"{NameOf(import.Source)}, {DisplayFormat.Date(DateOnly.FromDateTime(import.ChangedAt.UtcDateTime))}";

    public static string Status(ImportState import) => import.Status switch
    {
        ImportStatus.Planned when import.Total == 0 =>
            ImportHint.Of(import.Source, import.Reading) ?? "None of these films are here, so there’s nothing to import.",
        ImportStatus.Planned => "This is what would change. Nothing has changed yet.",
        ImportStatus.Running =>
            $"{DisplayFormat.Number(import.Settled)} of {DisplayFormat.Count(import.Total, "film")} done{Left(import)}.",
        ImportStatus.Done => $"Done: {DisplayFormat.Count(import.Total, "film")}.",
        ImportStatus.Undoing =>
            $"Undoing: {DisplayFormat.Number(import.Settled)} of {DisplayFormat.Count(import.Total, "film")}{Left(import)}.",
        _ when import.Kept > 0 => $"Undone. {DisplayFormat.Count(import.Kept, "rating")} stayed, because you’ve changed them since.",
        _ => "Undone.",
    };

    public static string Reading(ImportReading reading)
    {
        var words = $"{DisplayFormat.Count(reading.Rows, "row")} read, {DisplayFormat.Number(reading.Matched)} matched to films here";
        if (reading.NearYear > 0) words += $", {DisplayFormat.Number(reading.NearYear)} of them with the year off by one";
        if (reading.Repeated > 0)
            words += $". For films rated more than once, the last rating counts ({DisplayFormat.Number(reading.Repeated)})";
        if (reading.Recoded > 0) words += $". {DisplayFormat.Count(reading.Recoded, "row")} in an older encoding";
        return words + ".";
    }

    private static string NameOf(ImportSource source) => source == ImportSource.Imdb ? "IMDb" : source.ToString();

    private static string Left(ImportState import) => import.TimeLeft is not { } left ? ""
        : left < TimeSpan.FromMinutes(1) ? ", less than a minute left"
        : $", about {DisplayFormat.Count((int)Math.Ceiling(left.TotalMinutes), "minute")} left";
}
