using Reviews.Application.Search;

namespace Reviews.Api.Tests.Catalogue.Search;

public sealed class SearchFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("reviews-folders-").FullName;

    [Fact]
    public void Dispose_OwnFolder_LeavesNothing()
    {
        using (var search = new SearchIndex(TimeProvider.System, _parent))
        {
            Assert.Empty(search.Find("anything"));
            Assert.Single(Directory.GetDirectories(_parent));
        }

        Assert.Empty(Directory.GetDirectories(_parent));
    }

    [Fact]
    public void Make_BesideOthers_RemovesOnlyWhatDeadProcessesLeft()
    {
        var clock = new ShiftedClock();
        using var living = SearchFolder.Make(_parent, clock);
        var dead = Directory.CreateDirectory(Path.GetDirectoryName(living.File) + "dead");
        File.WriteAllText(Path.Combine(dead.FullName, "lock"), "");
        var foreign = Directory.CreateDirectory(Path.Combine(_parent, "something-else"));

        using var young = SearchFolder.Make(_parent, clock);
        Assert.True(dead.Exists, "It may have been made this moment.");

        clock.Advance(TimeSpan.FromMinutes(2));
        using var next = SearchFolder.Make(_parent, clock);
        string[] expected =
        [
            Path.GetDirectoryName(living.File)!, Path.GetDirectoryName(young.File)!, Path.GetDirectoryName(next.File)!, foreign.FullName,
        ];
        Assert.Equal(expected.Order(), Directory.GetDirectories(_parent).Order());
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
