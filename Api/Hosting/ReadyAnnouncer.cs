using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Reviews.Api.Catalogue;
using Spectre.Console;

namespace Reviews.Api.Hosting;

/// <summary>Says on the console where the site is, once it can answer.</summary>
internal sealed class ReadyAnnouncer(IServer server, FilmIndex index, IHostApplicationLifetime lifetime, IAnsiConsole console) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await index.ReadyAsync(stoppingToken);
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            console.WriteLine($"OrleansReviews is ready at {address}");
        }
    }
}
