namespace Reviews.Application.Http;

/// <summary>The most bytes that bodies may have.</summary>
internal static class BodyLimits
{
    /// <summary>Most bytes of a body where the call does not say otherwise: 64 KiB.</summary>
    public const int Default = 64 * 1024;

    /// <summary>Most bytes of an article: 1 MiB.</summary>
    public const int Article = 1024 * 1024;

    /// <summary>Most bytes of an import: 64 MiB, streamed.</summary>
    public const int Import = 64 * 1024 * 1024;
}
