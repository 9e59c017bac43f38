using Reviews.Application.Search;

namespace Reviews.Api.Tests.Catalogue.Search;

public sealed class EditDistanceOneTests
{
    [Theory]
    [InlineData("nevr", "never", true)]
    [InlineData("neverr", "never", true)]
    [InlineData("nefer", "never", true)]
    [InlineData("nveer", "never", true)]
    [InlineData("mulligan", "mulligan", false)]
    [InlineData("nvere", "never", false)]
    [InlineData("", "", false)]
    public void Parts_Words_AreOneSlipApart(string typed, string word, bool expected) =>
        Assert.Equal(expected, EditDistanceOne.Parts(typed, word));

    /// <summary>
    /// All pairs of words of up to five letters over an alphabet of two, and of up to four over three, against the words that a slip makes.
    /// </summary>
    [Theory]
    [InlineData("ab", 5)]
    [InlineData("abc", 4)]
    public void Parts_AllShortWords_AgreesWithTheSlipsThereAre(string alphabet, int longest)
    {
        var all = WordsOf(alphabet, longest);
        foreach (var typed in all)
        {
            var reached = Slips(typed, alphabet).Where(word => word != typed).ToHashSet(StringComparer.Ordinal);
            foreach (var word in all)
            {
                Assert.True(reached.Contains(word) == EditDistanceOne.Parts(typed, word), $"'{typed}' and '{word}'");
                var begins = !word.StartsWith(typed, StringComparison.Ordinal)
                    && reached.Any(slip => word.StartsWith(slip, StringComparison.Ordinal));
                Assert.True(begins == EditDistanceOne.PartsFromBeginning(typed, word), $"'{typed}' and the beginning of '{word}'");
            }
        }
    }

    private static string[] WordsOf(string alphabet, int longest)
    {
        var words = new List<string> { "" };
        for (var (from, length) = (0, 1); length <= longest; length++)
        {
            var until = words.Count;
            for (; from < until; from++) words.AddRange(alphabet.Select(letter => words[from] + letter));
        }

        return [.. words];
    }

    private static IEnumerable<string> Slips(string word, string alphabet)
    {
        for (var i = 0; i <= word.Length; i++)
        {
            foreach (var letter in alphabet)
            {
                yield return word[..i] + letter + word[i..];
                if (i < word.Length) yield return word[..i] + letter + word[(i + 1)..];
            }

            if (i < word.Length) yield return word[..i] + word[(i + 1)..];
            if (i + 1 < word.Length) yield return word[..i] + word[i + 1] + word[i] + word[(i + 2)..];
        }
    }
}
