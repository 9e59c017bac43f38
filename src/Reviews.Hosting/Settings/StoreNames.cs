namespace Reviews.Hosting.Settings;

/// <summary>The stores a silo can use, as named in the settings.</summary>
internal static class StoreNames
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";
    public const string Azure = "azure";

    public static readonly string[] All = [Sqlite, Postgres, Azure];
}
