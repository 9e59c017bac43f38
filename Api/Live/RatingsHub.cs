using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Reviews.Application.Damage;
using Reviews.Application.Films;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;

namespace Reviews.Api.Live;

/// <summary>Readers watch films here; membership only. The node's relay delivers the changes.</summary>
internal sealed class RatingsHub(LiveRelay relay, FilmIndex index) : Hub<IRatingsClient>
{
    private LiveConnection Connection => Context.Features.GetRequiredFeature<LiveConnection>();

    /// <summary>
    /// Starts watching and answers the ratings now, in the order asked. If one film is unknown, nothing of the call is watched.
    /// </summary>
    public async Task<RatingMessage[]> Watch(string[] filmIds)
    {
        var asked = Checked(filmIds);
        var films = new List<FilmState>(asked.Count);
        foreach (var filmId in asked)
        {
            films.Add(await FindAsync(filmId) ?? throw new HubException($"There is no film '{filmId}'."));
        }

        return relay.Watch(Connection, films)
            ?? throw new HubException($"A connection can watch at most {LiveLimits.MaxWatchedFilms} films.");
    }

    private async Task<FilmState?> FindAsync(string filmId)
    {
        try
        {
            return await index.FindAsync(filmId, Context.ConnectionAborted);
        }
        catch (Exception exception) when (DamagedContent.Of(exception) is not null)
        {
            throw new HubException($"The film '{filmId}' can't be read from the store until it has been repaired; try again later.");
        }
    }

    /// <summary>Stops watching; films that are not watched are ignored.</summary>
    public void Unwatch(string[] filmIds) => Connection.Slot.Unwatch(Connection, Checked(filmIds));

    public override Task OnConnectedAsync()
    {
        var admitted = relay.TryAdmit(Context.Features.GetRequiredFeature<IMessageSink>())
            ?? throw new HubException("Too many live connections here; try again later.");
        Context.Features.Set(admitted);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        relay.Leave(Connection);
        return Task.CompletedTask;
    }

    private static List<string> Checked(string[]? filmIds)
    {
        if (filmIds is null or { Length: 0 or > LiveLimits.MaxWatchedFilms })
        {
            throw new HubException($"Name 1 to {LiveLimits.MaxWatchedFilms} films.");
        }

        if (filmIds.Any(filmId => filmId is null or { Length: 0 or > LiveLimits.MaxFilmIdLength }))
        {
            throw new HubException($"A film id must be 1 to {LiveLimits.MaxFilmIdLength} characters.");
        }

        return [.. filmIds.Distinct(StringComparer.Ordinal)];
    }
}
