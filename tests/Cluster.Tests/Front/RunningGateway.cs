using Microsoft.AspNetCore.Builder;
using Reviews.Gateway;

namespace Cluster.Tests.Front;

/// <summary>The real front in this process, before the given backends.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly WebApplication _front;

    private RunningGateway(WebApplication front)
    {
        _front = front;
        Http = new HttpClient { BaseAddress = new Uri(front.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!;

    public static Task<RunningGateway> StartAsync(params Uri[] apis) => StartAsync(callTimeout: null, apis);

    public static async Task<RunningGateway> StartAsync(TimeSpan? callTimeout, params Uri[] apis)
    {
        var front = GatewayHost.Build("http://127.0.0.1:0", apis, callTimeout);
        Assert.Null(await front.OpenAsync());
        return new RunningGateway(front);
    }

    public Task StopAsync() => _front.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _front.DisposeAsync();
    }
}
