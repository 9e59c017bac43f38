using System.Collections.Frozen;
using System.Text;

namespace Reviews.Domain.Titles;

/// <summary>Letters that stripping accents does not turn into ASCII. Fixed forever: films keep the URLs it once gave them.</summary>
internal static class Transliteration
{
    // Pairs of one lower-case letter and its replacement; "-" means none.
    private const string Apostrophes = "'- ’- ‘- ʼ- `- ´- ′-";

    private const string Latin =
        "ßss æae œoe øo łl đd ðd þth ħh ıi ĸk ŋng ŧt əe ɛe ɔo ƒf ʻ- ¢c";

    // Russian, Ukrainian, Belarusian, Serbian, Macedonian; letters that several of them share are read as in Russian.
    private const string Cyrillic =
        "аa бb вv гg дd еe ёe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ- ыy ь- эe юyu яya " +
        "ґg єye іi їyi ўu ђdj јj љlj њnj ћc џdz ѓgj ќkj ѕdz";

    private const string Greek =
        "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo";

    private static readonly FrozenDictionary<Rune, string> Table =
        string.Join(' ', Apostrophes, Latin, Cyrillic, Greek)
            .Split(' ')
            .ToFrozenDictionary(pair => pair.EnumerateRunes().First(), pair => pair[1..] == "-" ? "" : pair[1..]);

    /// <summary>The lower-case letter's replacement; empty when it is silent; null when it is not in the table.</summary>
    public static string? Of(Rune lower) => Table.GetValueOrDefault(lower);
}
