namespace Reviews.Application.Http;

/// <summary>Metadata of endpoints that serve pages which are not ours.</summary>
internal sealed class ForeignContent
{
    public static readonly ForeignContent Here = new();
}
