using Azure.Storage.Blobs;
using Npgsql;

namespace Reviews.Hosting.Settings;

/// <summary>Checks whether connection strings can be parsed.</summary>
internal static class ConnectionStrings
{
    /// <summary>Whether a string is a connection string that names a host. Npgsql throws if it can't parse it.</summary>
    public static bool IsOfPostgres(string connectionString)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connectionString).Host);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Whether a string is a storage account's connection string.</summary>
    public static bool IsOfAzure(string connectionString)
    {
        try
        {
            return new BlobServiceClient(connectionString).Uri.IsAbsoluteUri;
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
