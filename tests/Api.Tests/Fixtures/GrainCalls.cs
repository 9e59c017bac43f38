using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>
/// Notes the calls that are made at grains while a request is answered. What a node asks by itself, as its feeds, belongs to no request.
/// </summary>
internal sealed class GrainCalls : IOutgoingGrainCallFilter, IStartupFilter
{
    private const string Header = "Sec-Counted-As";

    private readonly AsyncLocal<string?> _request = new();
    private readonly ConcurrentQueue<(string Request, string Call)> _made = [];
    private readonly ConcurrentDictionary<string, Func<Task>> _before = new(StringComparer.Ordinal);

    /// <summary>Makes a request whose calls are noted.</summary>
    public Task<CountedAnswer> AskAsync(HttpClient client, string path) => SendAsync(client, new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Likewise.</summary>
    public async Task<CountedAnswer> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        using var whole = request;
        var name = Guid.NewGuid().ToString();
        request.Headers.Add(Header, name);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new CountedAnswer(
            (int)response.StatusCode, body.Length, [.. _made.Where(call => call.Request == name).Select(call => call.Call)]);
    }

    /// <summary>Has something happen just before the next such call, as <c>IUserGrain.PutAccountAsync</c>.</summary>
    public void BeforeNext(string call, Func<Task> act) => Assert.True(_before.TryAdd(call, act));

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var call = $"{context.InterfaceMethod.DeclaringType!.Name}.{context.InterfaceMethod.Name}";
        if (_request.Value is { } request) _made.Enqueue((request, call));
        if (_before.TryRemove(call, out var act)) await act();
        await context.Invoke();
    }

    /// <summary>Before everything else that happens to a request.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, go) =>
        {
            _request.Value = context.Request.Headers[Header] is [{ } name] ? name : null;
            await go(context);
        });
        next(app);
    };
}

/// <summary>An answer and what it took.</summary>
/// <param name="Status">The status.</param>
/// <param name="Bytes">The body's length, not compressed.</param>
/// <param name="Calls">The calls to grains, in order.</param>
internal sealed record CountedAnswer(int Status, int Bytes, IReadOnlyList<string> Calls);
