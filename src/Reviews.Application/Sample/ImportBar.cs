using Reviews.Application.Site;
using Spectre.Console;

namespace Reviews.Application.Sample;

/// <summary>Shows an import's progress: a bar on a terminal, a line per quarter elsewhere.</summary>
internal sealed class ImportBar(IAnsiConsole console)
{
    private const int Quarters = 4;

    public Task<T> ShowAsync<T>(string what, int total, Func<IProgress<int>, Task<T>> work) =>
        console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal
            ? DrawAsync(what, total, work)
            : ListAsync(what, total, work);

    private Task<T> DrawAsync<T>(string what, int total, Func<IProgress<int>, Task<T>> work) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(what, maxValue: total);
                return work(new Counter(films => task.Increment(films)));
            });

    private Task<T> ListAsync<T>(string what, int total, Func<IProgress<int>, Task<T>> work)
    {
        console.Say($"{what}: {total} films");
        var done = 0;
        return work(new Counter(films =>
        {
            var now = Interlocked.Add(ref done, films);
            var (before, after) = (Quarter(now - films), Quarter(now));
            if (after > before) console.Say($"{what}: {after * 100 / Quarters} %");
        }));

        long Quarter(int films) => (long)films * Quarters / Math.Max(1, total);
    }

    /// <summary>Reports at once, where the framework's own posts each report to the thread pool.</summary>
    private sealed class Counter(Action<int> count) : IProgress<int>
    {
        public void Report(int value) => count(value);
    }
}
