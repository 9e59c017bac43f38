namespace Reviews.Application.Members.Names;

/// <summary>The names that articles are signed with.</summary>
internal interface IBylines
{
    /// <summary>Each once.</summary>
    IEnumerable<string> All { get; }
}
