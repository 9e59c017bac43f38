using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Reviews.Api.Http;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Http;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Reviews.Api.Tests.Http;

/// <summary>A body that does not come keeps nothing that others need.</summary>
public sealed class BodyTests(SharedSite shared)
{
    [Fact]
    public async Task Body_ThatNeverEnds_IsGivenUpAtItsDeadline()
    {
        var clock = new FakeTimeProvider();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new HasBody());
        context.Request.Body = new NeverEnding();
        var read = new BodyDeadline(async request => await request.Request.Body.ReadExactlyAsync(new byte[10]), clock).InvokeAsync(context);
        clock.Advance(BodyDeadline.Of(null) - TimeSpan.FromSeconds(1));
        Assert.False(read.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        var late = await Assert.ThrowsAsync<BadHttpRequestException>(() => read);
        Assert.Equal(StatusCodes.Status408RequestTimeout, late.StatusCode);
        Assert.IsType<NeverEnding>(context.Request.Body);
    }

    [Fact]
    public void Of_AnEndpoint_GivesTimeForTheMostThatItTakes()
    {
        Assert.Equal(TimeSpan.FromSeconds(61), BodyDeadline.Of(null));
        Assert.Equal(TimeSpan.FromSeconds(60 + 1024), BodyDeadline.Of(Taking(BodyLimits.Import)));
    }

    [Fact]
    public void Server_GivesUpABodyThatDrips()
    {
        var rate = shared.Site.App.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MinRequestBodyDataRate!;
        Assert.Equal((4096, TimeSpan.FromSeconds(10)), (rate.BytesPerSecond, rate.GracePeriod));
    }

    private static Endpoint Taking(long bytes) =>
        new(null, new EndpointMetadataCollection(new RequestSizeLimitAttribute(bytes)), "an endpoint");

    private sealed class HasBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }

    private sealed class NeverEnding : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
