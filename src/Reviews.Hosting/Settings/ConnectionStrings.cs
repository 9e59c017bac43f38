using Azure.Storage.Blobs;
using Npgsql;

namespace Reviews.Hosting.Settings;

/// <summary>Whether connection strings can be understood.</summary>
internal static class ConnectionStrings
{
    /// <summary>Whether a text is a connection string that names a host. Npgsql throws where it does not understand.</summary>
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

    /// <summary>Whether a text is a storage account's connection string.</summary>
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
