using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Reviews.Api.Accounts.Operators;
using Reviews.Api.Catalogue;
using Spectre.Console;

namespace Reviews.Api.Hosting;

/// <summary>Says on the console where the site is, once it can answer.</summary>
internal sealed class ReadyAnnouncer(
    IServer server, FilmIndex index, OperatorSetup setup, IHostApplicationLifetime lifetime, IAnsiConsole console) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await index.ReadyAsync(stoppingToken);
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            console.Say($"OrleansReviews is ready at {address}");
            if (setup.Token is { } token) console.Say($"There is no operator yet. Make the account once at {OperatorSetupEndpoints.LinkAt(address, token)}");
        }
    }
}
