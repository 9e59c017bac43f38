using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Extensions;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>Notes every call that a request makes at a grain. What the site does by itself does not count.</summary>
internal sealed class GrainCalls : IOutgoingGrainCallFilter, IStartupFilter
{
    private readonly AsyncLocal<string?> _request = new();
    private readonly ConcurrentQueue<(string Request, string Call)> _made = [];

    /// <summary>The calls made for requests of that path and query.</summary>
    public string[] MadeBy(string pathAndQuery) => [.. _made.Where(call => call.Request == pathAndQuery).Select(call => call.Call)];

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (_request.Value is { } request) _made.Enqueue((request, $"{context.InterfaceName}.{context.MethodName}"));
        return context.Invoke();
    }

    /// <summary>Before everything else that happens to a request.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, go) =>
        {
            _request.Value = context.Request.GetEncodedPathAndQuery();
            await go(context);
        });
        next(app);
    };
}
