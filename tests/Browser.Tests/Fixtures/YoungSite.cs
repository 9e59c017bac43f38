using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reviews.Application.Members.Operators;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;

namespace Browser.Tests.Fixtures;

/// <summary>The site on its first day, in this process: no operator, no votes, no mails; and with an address that fails as it is told,
/// which the real program has no reason to do.</summary>
public sealed class YoungSite : Fixture
{
    private static readonly (string Title, string Genre, int Year)[] Films =
    [
        ("The First Picture", "Drama", 1994), ("Another One", "Comedy", 2003),
    ];

    private readonly DataFolder _folder = new();
    private WebApplication? _app;
    private Uri? _address;

    internal Uri Address => Started(_address);

    /// <summary>Where the one-time link leads.</summary>
    internal string SetupPath => $"/account/setup?token={Started(_app).Services.GetRequiredService<OperatorSetup>().Token}";

    protected override async Task StartAsync()
    {
        string[] arguments =
        [
            "--urls=http://127.0.0.1:0", $"--Reviews:Data={_folder.Path}", "--Reviews:Sample=false", "--Reviews:Quotas:Enabled=false",
            "--Reviews:Mail:ShowHere=true",
        ];
        _app = Reviews.Api.Program.Build(arguments, builder => builder.Logging.ClearProviders());
        _app.MapGet(
            "/fails/{status:int}", (int status) =>
                status == 500 ? throw new InvalidOperationException("A test asked for it.") : Results.StatusCode(status))
            .WithMetadata(StampCheck.NotHere);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await PublishAsync(_app.Services);
    }

    protected override async Task StopAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static async Task PublishAsync(IServiceProvider services)
    {
        foreach (var (title, genre, year) in Films)
        {
            var filmId = $"{title.ToLowerInvariant().Replace(' ', '-')}-{year}";
            await services.GetRequiredService<IGrainFactory>().GetGrain<IFilmGrain>(filmId).PublishAsync(new FilmDetails
            {
                FilmId = filmId, Title = title, Identity = $"{title}|{year}", Genre = genre, ReleaseDate = new DateOnly(year, 5, 1),
                ExternalScores = [new ExternalScore("IMDb", 8.1, 10, 250_000)],
            });
        }

        var index = services.GetRequiredService<FilmIndex>();
        await Eventually.GetAsync(() => index.All, films => films.Count == Films.Length);
    }
}
