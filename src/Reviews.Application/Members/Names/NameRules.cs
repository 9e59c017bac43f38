using Reviews.Application.Site;
using Reviews.Domain.Names;

namespace Reviews.Application.Members.Names;

/// <summary>Which public names nobody can choose: they would pass for the site, for the people who run it, or for a default name.</summary>
internal sealed class NameRules(IBylines critics)
{
    /// <summary>For names like the default ones.</summary>
    public const string GivenSentence = "You can't choose a name like the ones new members are given.";

    /// <summary>For names that sound like an official role.</summary>
    public const string OfficeSentence = "You can't choose a name that suggests you run the site, such as moderator or admin.";

    /// <summary>For names that contain the site's.</summary>
    public const string SiteSentence = "You can't choose a name that contains the site's own name.";

    /// <summary>For names that the critics write under.</summary>
    public const string CriticSentence = "That is the name of one of our critics, or looks like it.";

    /// <summary>Why this member can't choose the name, as a sentence; null when they can.</summary>
    /// <param name="name">A tidy name.</param>
    /// <param name="roles">The member's: an editor may use the name that articles are signed with.</param>
    public string? Refuse(string name, IEnumerable<string> roles)
    {
        if (ReservedNames.IsLikeGiven(name)) return GivenSentence;
        if (ReservedNames.IsOffice(name)) return OfficeSentence;
        if (ReservedNames.Holds(name, SiteName.Text)) return SiteSentence;
        return !roles.Contains(MemberRoles.Editor) && critics.All.Any(critic => ReservedNames.IsLike(name, critic)) ? CriticSentence : null;
    }
}
