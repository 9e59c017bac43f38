namespace Reviews.Api.Tests.Fixtures;

/// <summary>
/// A site that the tests of one class share: those that need other settings than <see cref="SharedSite"/> has, or change what that must
/// keep, as its clock and its whole catalogue.
/// </summary>
/// <param name="arguments">More of the command line.</param>
public abstract class SiteFixture(params string[] arguments) : Fixture
{
    private Site? _site;

    internal Site Site => Started(_site);

    protected override async Task StartAsync()
    {
        _site = await Site.StartAsync(arguments);
        await FillAsync(_site);
    }

    /// <summary>Brings in what all tests of the class find.</summary>
    private protected virtual Task FillAsync(Site site) => Task.CompletedTask;

    protected override async Task StopAsync()
    {
        if (_site is not null) await _site.DisposeAsync();
    }
}
