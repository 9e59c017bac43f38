using System.CommandLine;
using Reviews.Copy;
using Reviews.Silo;
using Reviews.Storage;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var from = new Option<SiloSettings?>("--from") { Required = true, Description = "the store to read", CustomParser = result => StoreAddress.Parse(result, configuration) };
var to = new Option<SiloSettings?>("--to") { Required = true, Description = "the empty store to fill", CustomParser = result => StoreAddress.Parse(result, configuration) };
var command = new RootCommand("Copies everything from one store into another, and recounts both.") { from, to };
command.SetAction(async (arguments, stopping) =>
{
    try
    {
        var whole = await new CopyRun(arguments.GetRequiredValue(from)!, arguments.GetRequiredValue(to)!, Console.Out).RunAsync(stopping);
        return whole ? 0 : 1;
    }
    catch (Exception exception) when (exception is StoreOpenException or ConfigurationRefusedException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 2;
    }
});

var parsed = command.Parse(args);
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
return 2;
