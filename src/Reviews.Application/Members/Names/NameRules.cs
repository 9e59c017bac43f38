using Reviews.Application.Site;
using Reviews.Domain.Names;

namespace Reviews.Application.Members.Names;

/// <summary>Which public names nobody may choose: they would pass for the site, for whoever runs it, or for nobody in particular.</summary>
internal sealed class NameRules(IBylines critics)
{
    /// <summary>Of names like those that are given.</summary>
    public const string GivenSentence = "Names like the one a new member is given can't be chosen.";

    /// <summary>Of names that sound like an office.</summary>
    public const string OfficeSentence = "Names that say who runs the site, such as moderator or admin, can't be chosen.";

    /// <summary>Of names that hold the site's.</summary>
    public const string SiteSentence = "Names with the site's own name in them can't be chosen.";

    /// <summary>Of names that the critics write under.</summary>
    public const string CriticSentence = "That is the name of one of our critics, or looks like it.";

    /// <summary>Why the name is not for this member to choose, as a sentence; null when it is.</summary>
    /// <param name="name">A tidy name.</param>
    /// <param name="roles">The member's: an editor may bear the name that articles are signed with.</param>
    public string? Refuse(string name, IEnumerable<string> roles)
    {
        if (ReservedNames.IsLikeGiven(name)) return GivenSentence;
        if (ReservedNames.IsOffice(name)) return OfficeSentence;
        if (ReservedNames.Holds(name, SiteName.Text)) return SiteSentence;
        return !roles.Contains(MemberRoles.Editor) && critics.All.Any(critic => ReservedNames.IsLike(name, critic)) ? CriticSentence : null;
    }
}
