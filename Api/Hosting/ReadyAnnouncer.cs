using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Reviews.Api.Accounts;
using Reviews.Application.Concurrency;
using Reviews.Application.Members.Operators;
using Reviews.Application.ReadModel;
using Reviews.Application.Site;
using Spectre.Console;

namespace Reviews.Api.Hosting;

/// <summary>Says on the console where the site is, once it can answer.</summary>
internal sealed class ReadyAnnouncer(
    IServer server, FilmIndex index, OperatorSetup setup, ReviewsOptions options, IHostApplicationLifetime lifetime, IAnsiConsole console)
        : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        await index.ReadyAsync(stoppingToken);
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            // Whoever waits for the first line finds the link's file there already.
            var link = setup.Token is { } token ? WhereIs(OperatorSetupEndpoints.LinkAt(address, token)) : null;
            console.Say($"OrleansReviews is ready at {address}");
            if (link is not null) console.Say($"There is no operator yet. {link}");
        }
    }

    /// <summary>The link itself is for whoever sits at the terminal. Elsewhere what is said here is kept in logs.</summary>
    private string WhereIs(string link)
    {
        if (console.Profile.Out.IsTerminal) return $"Make the account once at {link}";
        try
        {
            return $"The link that makes the account once is in {SetupLinkFile.Keep(options.Silo.Data, link)}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"The link that makes the account can't be kept in the folder of Reviews:Data ({failure.Message.TrimEnd('.')}): set "
                + "Reviews:Operator:Email and Reviews:Operator:Password.";
        }
    }
}
