using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Reviews.Api.Accounts;
using Reviews.Application.Concurrency;
using Reviews.Application.Members.Operators;
using Reviews.Application.ReadModel;
using Reviews.Application.Site;
using Spectre.Console;

namespace Reviews.Api.Hosting;

/// <summary>Prints the site's address on the console once it can answer.</summary>
internal sealed class StartupMessage(
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

    /// <summary>The link itself is only for the person at the terminal. Elsewhere, what is printed here ends up in logs.</summary>
    private string WhereIs(string link)
    {
        if (console.Profile.Out.IsTerminal) return $"Create the account (this link works once): {link}";
        try
        {
            return $"The one-time link that creates the account is in {SetupLinkFile.Keep(options.Silo.Data, link)}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"The one-time link that creates the account can't be kept in the folder of Reviews:Data "
                + $"({failure.Message.TrimEnd('.')}): set Reviews:Operator:Email and Reviews:Operator:Password.";
        }
    }
}
