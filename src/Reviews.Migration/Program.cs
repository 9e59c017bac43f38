using System.CommandLine;
using Reviews.Hosting;
using Reviews.Hosting.Settings;
using Reviews.Migration;
using Reviews.Storage;

ReviewsSilo.KeepFilesPrivate();
var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var parsed = new RootCommand("Tools for stores that nothing else is using.") { CopyCommand(), RepairCommand() }.Parse(args);
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
foreach (var error in parsed.Errors.Select(error => error.Message).Distinct()) await Console.Error.WriteLineAsync(error);
return 2;

Command CopyCommand()
{
    var (from, to) = (Store("--from", "the store to read"), Store("--to", "the empty store to fill"));
    var copy = new Command("copy", "Copies everything from one store into another, and recounts both.") { from, to };
    copy.SetAction((arguments, stopping) => RunAsync(() =>
        new CopyRun(arguments.GetRequiredValue(from)!, arguments.GetRequiredValue(to)!, Console.Out).RunAsync(stopping)));
    return copy;
}

Command RepairCommand()
{
    var store = Store("--store", "the store to repair");
    var yes = new Option<bool>("--yes") { Description = "cut back what is damaged" };
    var repair = new Command("repair", "Finds what is damaged, and cuts it back to what is intact.") { store, yes };
    repair.SetAction((arguments, stopping) => RunAsync(() =>
        new RepairRun(arguments.GetRequiredValue(store)!, arguments.GetValue(yes), Console.Out).RunAsync(stopping)));
    return repair;
}

Option<SiloSettings?> Store(string name, string description) => new(name)
{
    Required = true, Description = description, CustomParser = result => StoreAddress.Parse(result, configuration),
};

static async Task<int> RunAsync(Func<Task<bool>> run)
{
    try
    {
        return await run() ? 0 : 1;
    }
    catch (Exception exception) when (exception is StoreOpenException or ConfigurationRefusedException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 2;
    }
}
