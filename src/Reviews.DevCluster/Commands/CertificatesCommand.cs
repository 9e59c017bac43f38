using System.CommandLine;
using Reviews.Application.KeyRing;
using Reviews.DevCluster.Certificates;

namespace Reviews.DevCluster.Commands;

/// <summary>Makes the certificates of a cluster that runs elsewhere, or renews them.</summary>
internal static class CertificatesCommand
{
    private static readonly Option<string> Folder = new("--folder") { Description = "Where they are kept.", Required = true };

    public static Command Create(TextWriter error)
    {
        var command = new Command(
            "certificates",
            "Makes what is missing of a cluster's certificates and of the file that opens its key ring, and what would run out, and leaves "
            + "the rest.") { Folder };
        command.SetAction((parsed, _) => RunAsync(Path.GetFullPath(parsed.GetRequiredValue(Folder)), error));
        return command;
    }

    private static async Task<int> RunAsync(string folder, TextWriter error)
    {
        try
        {
            var written = new CertificateFolder(folder).Renew(TimeProvider.System.GetUtcNow());
            var keys = Path.Combine(folder, KeyFile.Name);
            if (KeyFile.Ensure(keys)) written = [.. written, keys];
            foreach (var file in written) Console.WriteLine(file);
            if (written.Count == 0) Console.WriteLine($"The certificates in {folder} are good for months: none was made.");
            return 0;
        }
        catch (Exception failure) when (failure is CertificateException or IOException or UnauthorizedAccessException)
        {
            return await CommandLine.RefuseAsync(error, [failure.Message]);
        }
    }
}
