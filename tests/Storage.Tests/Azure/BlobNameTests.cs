using Reviews.Storage.Azure;

namespace Storage.Tests.Azure;

/// <summary>Different names are different blobs, and a blob's name reveals the journal's.</summary>
[Trait("Category", "Slow")]
public sealed class BlobNameTests
{
    private static readonly string[] Odd =
    [
        "a", "A", "a/b", "a_b", "a-b", "a.b", "a b", "a%2Fb", "a_2Fb", "a#b", "a?b", "a\\b", "a\0b", "..", "a/", "/a", "Ä", "ä", "a\u0308",
        "\ud800", "\udc00", "\ufffd", "電影", "_h0", new('x', 400), new('x', 401), new('x', 402), new('ä', 5_000), new('ä', 5_001),
    ];

    /// <summary>What a grain's type or key can be: their bytes are UTF-8, which half a character has none in.</summary>
    private static readonly string[] Keys = [.. Odd.Where(name => name.All(unit => !char.IsSurrogate(unit)))];

    [Fact]
    public void JournalFolder_OfDifferentNames_IsDifferent() =>
        Assert.Equal(Odd.Length, Odd.Select(BlobNames.JournalFolder).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void RecordBlob_OfDifferentNames_IsDifferent()
    {
        var names = Keys.SelectMany(
            type => Keys.SelectMany(key => Odd.Select(state => BlobNames.RecordBlob(GrainId.Create(type, key), state)))).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 1_024));
        Assert.All(names, name => Assert.Matches(@"^records/[A-Za-z0-9_]+-[A-Za-z0-9_-]+/[A-Za-z0-9_-]+\.json$", name));
    }

    [Fact]
    public void Unescape_OfAPart_IsTheNameUnlessThatIsLong()
    {
        foreach (var name in Odd)
        {
            var part = BlobNames.JournalFolder(name)[BlobNames.Journals.Length..^1];
            Assert.Equal(name.Length > 400 ? null : name, BlobNames.Unescape(part));
        }
    }
}
