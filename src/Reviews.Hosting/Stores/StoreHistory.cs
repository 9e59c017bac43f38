using Reviews.Grains.Journals;
using Reviews.Storage.Hosting;

namespace Reviews.Hosting.Stores;

/// <summary>Tells grains which incarnation of the silo's store their state is based on.</summary>
internal sealed class StoreHistory(IServiceProvider services) : IStoreHistory
{
    public long Current => services.Incarnation();

    public long IncarnationOf(IGrainContext activation) => services.IncarnationReadBy(activation);
}
