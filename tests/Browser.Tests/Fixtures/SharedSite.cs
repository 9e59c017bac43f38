using Browser.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(SharedSite))]

namespace Browser.Tests.Fixtures;

/// <summary>The real program with the sample catalogue and some votes, for all tests that leave it as they would like to find it: each
/// makes members of its own, and votes on a film of its own.</summary>
public sealed class SharedSite : Fixture
{
    /// <summary>A film that looks as in the picture that started it; no test asks for its numbers.</summary>
    internal const string FilmOfNote = "never-let-me-go-2010";

    /// <summary>A film whose title tries what titles must not.</summary>
    internal const string HostileTitle = "<script>document.title='owned'</script> \"Quoted\" & 'So On' <b>bold</b>";

    /// <summary>The id of the film with <see cref="HostileTitle"/>.</summary>
    internal const string HostileFilm = "script-document-title-owned-script-quoted-so-on-b-bold-b-1999";

    private const string Released = "1999-09-09";

    private readonly DataFolder _folder = new();
    private readonly SemaphoreSlim _publishing = new(1);
    private ServerProcess? _server;
    private Client? _operator;
    private int _films;

    internal Uri Address => Started(_server).Address;

    protected override async Task StartAsync()
    {
        _server = await ServerProcess.StartApiAsync(
            _folder.Path, [.. Client.OperatorArguments, "--Reviews:SampleReaders=false", "--Reviews:Mail:ShowHere=true"]);
        _operator = await Client.OperatorAsync(_server.Address);
        await _operator.PublishAsync(HostileTitle, Released);
        await Votes.CastAsync(_server.Address);
    }

    /// <summary>A film that no other test votes on.</summary>
    internal async Task<string> NewFilmAsync()
    {
        await _publishing.WaitAsync(TestContext.Current.CancellationToken);   // a node takes one import at a time
        try
        {
            var number = ++_films;
            await Started(_operator).PublishAsync($"Test Film {number}", Released);
            return $"test-film-{number}-1999";
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <summary>Somebody who votes elsewhere, without a browser.</summary>
    internal Task<Client> JoinAsync() => Client.JoinAsync(Address, People.NewEmail());

    protected override async Task StopAsync()
    {
        _operator?.Dispose();
        _publishing.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        _folder.Dispose();
    }
}
