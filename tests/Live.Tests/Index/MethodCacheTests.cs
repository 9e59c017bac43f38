using Live.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reviews.Application.ReadModel;

namespace Live.Tests.Index;

public sealed class MethodCacheTests
{
    [Fact]
    public async Task Current_BackUnreachableAtFirst_IsHeardOnceItAnswers()
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new FakeTimeProvider();
        var catalogue = new FakeCatalogue { Fault = new TimeoutException("no silo") };
        using var cache = new MethodCache(catalogue, clock, NullLogger<MethodCache>.Instance);
        await cache.StartAsync(ct);
        Assert.Equal(0, cache.Current.Revision);

        catalogue.Fault = null;
        await Clocked.GetAsync(
            clock, TimeSpan.FromSeconds(1), () => cache.Current.Revision, revision => revision == 7, "the method is heard");
        await cache.StopAsync(ct);
    }
}
