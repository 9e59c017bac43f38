using Reviews.Application.Search;
using Reviews.Contracts.Films;
using Reviews.Domain.Titles;

namespace Reviews.Api.Tests.Catalogue.Search;

/// <summary>What holds for any text: films are found by what they are called, and no text does harm.</summary>
public sealed class SearchPropertyTests : IDisposable
{
    private const int Rounds = 1_000;

    private static readonly string[] Words =
        ["never", "let", "go", "amélie", "Straße", "dragon", "dragons", "night", "knight", "of", "the", "living", "dead", "七人の侍", "łódź",
            "2012", "O'Brien", "x-men"];

    private static readonly string[] Nasty =
        ["\"", "\"\"", "'", "*", "^", "-", "+", ":", "(", ")", "{", "}", ",", ".", "AND", "OR", "NOT", "NEAR", "NEAR(", "title:", "film",
            "rowid", "--", ";", "\0", "\u0001",
         "\u202E", "\u200F", "\u200D", "\uD83D", "\uDE00", "🎬", "\uFFFE", "%", "_", "\\", "$1", "?", "ﷺ", "½", "Å", "é", "\u0301", " ",
         "\t", "\n", "aaaa", "drag", "nigh"];

    private readonly SearchIndex _search = new(TimeProvider.System);
    private readonly Random _random;
    private readonly Dictionary<string, string> _titles;

    public SearchPropertyTests()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        _random = new Random(seed);
        _titles = Enumerable.Range(0, 300).ToDictionary(
            i => $"film-{i}", _ => string.Join(' ', Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Any(Words))));
        _search.Write([.. _titles.Select(film => new FilmDetails { FilmId = film.Key, Title = film.Value, Identity = film.Key })]);
    }

    [Fact]
    public void Find_AnyText_NeverFailsAndGivesFilmsOnce()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var text = string.Concat(Enumerable.Range(0, _random.Next(1, 30)).Select(_ => Any(_random.Next(3) == 0 ? Words : Nasty)));
            var found = _search.Find(text);
            Assert.Equal(found.Distinct(), found);
            Assert.All(found, filmId => Assert.Contains(filmId, _titles));
        }
    }

    [Fact]
    public void Find_TitleInAnyOrderWithTheLastWordCut_FindsTheFilm()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (filmId, title) = (AnyFilm(), "");
            var words = SearchWords.Of(_titles[filmId]).ToArray();
            _random.Shuffle(words);
            words[^1] = words[^1][.._random.Next(1, words[^1].Length + 1)];
            title = string.Join(' ', words);
            Assert.True(_search.Find(title).Contains(filmId), $"'{title}' does not find '{_titles[filmId]}'");
        }
    }

    [Fact]
    public void Find_WordWithOneSlip_FindsTheFilm()
    {
        var known = _titles.Values.SelectMany(SearchWords.Of).Distinct().ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var filmId = AnyFilm();
            var words = SearchWords.Of(_titles[filmId]).ToArray();
            var at = _random.Next(words.Length);
            var slipped = Slip(words[at]);
            var isForgiven = slipped.Length >= Vocabulary.ShortestForgiven && !slipped.Any(char.IsDigit);
            if (!isForgiven || known.Any(word => word.StartsWith(slipped, StringComparison.Ordinal))) continue;
            words[at] = slipped;
            Assert.True(
                _search.Find(string.Join(' ', words)).Contains(filmId), $"'{string.Join(' ', words)}' does not find '{_titles[filmId]}'");
        }
    }

    public void Dispose() => _search.Dispose();

    private string AnyFilm() => $"film-{_random.Next(_titles.Count)}";

    private string Any(string[] texts) => texts[_random.Next(texts.Length)];

    private string Slip(string word)
    {
        var at = _random.Next(word.Length);
        var letter = (char)('a' + _random.Next(26));
        return _random.Next(4) switch
        {
            0 => word.Insert(at, $"{letter}"),
            1 => word.Remove(at, 1),
            2 => word.Remove(at, 1).Insert(at, $"{letter}"),
            _ => at + 1 < word.Length ? word[..at] + word[at + 1] + word[at] + word[(at + 2)..] : word,
        };
    }
}
