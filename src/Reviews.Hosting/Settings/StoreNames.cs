namespace Reviews.Hosting.Settings;

/// <summary>The stores a silo can stand on, as the settings name them.</summary>
internal static class StoreNames
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";
    public const string Azure = "azure";

    public static readonly string[] All = [Sqlite, Postgres, Azure];
}
