using Reviews.Grains;
using Reviews.Silo;
using Reviews.Storage.Hosting;

namespace Reviews.Copy;

/// <summary>An open store and what can read it, in a host that is never started.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly IHost _host;

    private OpenStore(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <exception cref="Reviews.Storage.StoreOpenException">The store can't be used, or something else uses it.</exception>
    public static OpenStore At(SiloSettings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddReviewsStore(settings));
        builder.Services.AddReviewsGrains();
        var opened = new OpenStore(builder.Build());
        opened.Services.OpenStore();
        return opened;
    }

    public async ValueTask DisposeAsync() => await ((IAsyncDisposable)_host).DisposeAsync();
}
