using System.CommandLine;
using Reviews.Application.KeyRing;
using Reviews.DevCluster.Certificates;

namespace Reviews.DevCluster.Commands;

/// <summary>Creates or renews the certificates of a cluster run by other means.</summary>
internal static class CertificatesCommand
{
    private static readonly Option<string> Folder = new("--folder") { Description = "Where they are kept.", Required = true };

    public static Command Create(TextWriter error)
    {
        var command = new Command(
            "certificates",
            "Creates the cluster certificates and the key ring's file that are missing or about to expire, and leaves the "
            + "rest.") { Folder };
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
            if (written.Count == 0) Console.WriteLine($"The certificates in {folder} are valid for months: none were created.");
            return 0;
        }
        catch (Exception failure) when (failure is CertificateException or IOException or UnauthorizedAccessException)
        {
            return await CommandLine.RefuseAsync(error, [failure.Message]);
        }
    }
}
