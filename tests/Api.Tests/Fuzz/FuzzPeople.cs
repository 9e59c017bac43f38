using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Fuzz;

/// <summary>Who asks, by role. Whoever has signed out or erased themselves is followed by somebody new.</summary>
internal sealed class FuzzPeople(Site site) : IAsyncDisposable
{
    private readonly Dictionary<string, HttpClient> _clients = [];

    /// <summary>A client in the role; empty: nobody.</summary>
    public async Task<HttpClient> OfAsync(string role)
    {
        if (_clients.TryGetValue(role, out var client)) return client;
        return _clients[role] = role switch
        {
            "" => site.Visitor(),
            "member" => await site.NewMemberAsync(),
            _ => await NewWithRoleAsync(role),
        };
    }

    /// <summary>The next of that role is somebody new.</summary>
    public void Forget(string role)
    {
        if (role.Length > 0 && _clients.Remove(role, out var gone)) gone.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HttpClient> NewWithRoleAsync(string role)
    {
        var member = await site.NewMemberAsync();
        await site.GiveRoleAsync(await member.IdAsync(), role);
        return member;
    }
}
