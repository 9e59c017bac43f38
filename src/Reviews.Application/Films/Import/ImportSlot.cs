namespace Reviews.Application.Films.Import;

/// <summary>One import at a time per node: two would only wait for each other, with both bodies in memory.</summary>
internal sealed class ImportSlot
{
    private int _taken;

    public bool TryTake() => Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

    public void GiveBack() => Volatile.Write(ref _taken, 0);
}
