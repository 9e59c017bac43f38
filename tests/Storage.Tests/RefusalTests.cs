using Microsoft.Data.Sqlite;
using Reviews.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>What can't be used is refused before the first grain activates, in one sentence.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_OfAFolderInUse_IsRefusedUntilItIsFree()
    {
        await using (TestStore.Open(_folder))
            AssertRefused("in use by another process");
        await using var free = TestStore.Open(_folder);
    }

    [Fact]
    public async Task Open_OfAMissingFolder_MakesIt()
    {
        var nested = Path.Combine(_folder.Path, "a", "b");
        await using var store = TestStore.Open(_folder, options => options.DataFolder = nested);
        Assert.True(Directory.Exists(nested));
    }

    [Fact]
    public void Open_WhereAFileStands_IsRefused()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");
        var refusal = Assert.Throws<StoreOpenException>(() => TestStore.Open(_folder, options => options.DataFolder = file));
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAFileThatIsNoDatabase_IsRefused()
    {
        File.WriteAllText(_folder.Database, new string('x', 10_000));
        AssertRefused("damaged or not a database");
    }

    [Fact]
    public async Task Open_OfADatabaseWhoseSchemaIsDamaged_IsRefused()
    {
        await using (TestStore.Open(_folder))
        {
        }

        var bytes = await File.ReadAllBytesAsync(_folder.Database, TestContext.Current.CancellationToken);
        bytes.AsSpan(100, 3_000).Fill(0xFF);
        await File.WriteAllBytesAsync(_folder.Database, bytes, TestContext.Current.CancellationToken);
        AssertRefused("damaged or not a database");
    }

    [Fact]
    public void Open_OfAnotherProgramsDatabase_IsRefused()
    {
        using (var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE recipes(id INTEGER)";
            command.ExecuteNonQuery();
        }

        AssertRefused("another program's database");
    }

    [Theory]
    [InlineData("format", "3")]
    [InlineData("journals", "json")]
    public async Task Open_OfAnotherFormat_IsRefused(string key, string value)
    {
        await using (TestStore.Open(_folder))
        {
        }

        Rows.Scalar(_folder, $"UPDATE meta SET value = '{value}' WHERE key = '{key}'");
        AssertRefused($"has {key} '{value}'");
    }

    [Fact]
    public async Task Open_OfAnIncarnationThatIsNone_IsRefused()
    {
        await using (TestStore.Open(_folder))
        {
        }

        Rows.Scalar(_folder, "UPDATE meta SET value = 'abc' WHERE key = 'incarnation'");
        var refusal = Assert.Throws<StoreOpenException>(() => TestStore.Open(_folder));
        Assert.Equal(
            "The store's incarnation, in its table of facts, reads 'abc', which is none; restore the store whole.", refusal.Message);
    }

    private void AssertRefused(string because)
    {
        var refusal = Assert.Throws<StoreOpenException>(() => TestStore.Open(_folder));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
