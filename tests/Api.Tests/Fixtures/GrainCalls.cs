using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>Counts the calls to grains that are made while a request is answered. What a node asks by itself, as its feeds, has no request and is not counted.</summary>
internal sealed class GrainCalls(IHttpContextAccessor accessor) : IOutgoingGrainCallFilter
{
    private const string Header = "X-Counted-As";

    private readonly ConcurrentQueue<(string Name, string Call)> _calls = [];

    /// <summary>Makes a request whose calls are counted.</summary>
    public async Task<CountedAnswer> AskAsync(HttpClient client, string path)
    {
        var name = Guid.NewGuid().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(Header, name);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new CountedAnswer((int)response.StatusCode, body.Length, [.. _calls.Where(call => call.Name == name).Select(call => call.Call)]);
    }

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (accessor.HttpContext?.Request.Headers[Header].ToString() is { Length: > 0 } name)
            _calls.Enqueue((name, $"{context.InterfaceMethod.DeclaringType!.Name}.{context.InterfaceMethod.Name}"));
        return context.Invoke();
    }
}

/// <summary>An answer and what it took.</summary>
/// <param name="Status">The status.</param>
/// <param name="Bytes">The body's length, not compressed.</param>
/// <param name="Calls">The calls to grains, in order.</param>
internal sealed record CountedAnswer(int Status, int Bytes, IReadOnlyList<string> Calls);
