using Microsoft.AspNetCore.Http;
using Orleans.Storage;
using Reviews.Application.Failures;

namespace Reviews.Api.Tests.Problems;

/// <summary>What an exception is answered with.</summary>
public sealed class ExceptionStatusTests
{
    [Fact]
    public void Of_StoreOrCluster_Is503()
    {
        Exception[] failures =
        [
            new TimeoutException(), new SiloUnavailableException(), new InconsistentStateException(),
            new IOException("No space left on device."),
            new AggregateException(new TimeoutException(), new IOException()),
        ];
        Assert.All(failures, failure =>
            Assert.Equal(new ExceptionStatus(StatusCodes.Status503ServiceUnavailable, true), ExceptionStatus.Of(failure)));
    }

    [Fact]
    public void Of_ABug_Is500()
    {
        Exception[] bugs =
            [new InvalidOperationException(), new ArgumentException("No."),
                new AggregateException(new TimeoutException(), new FormatException())];
        Assert.All(bugs, bug =>
            Assert.Equal(new ExceptionStatus(StatusCodes.Status500InternalServerError, false), ExceptionStatus.Of(bug)));
    }

    [Fact]
    public void Of_Request_KeepsItsStatus() =>
        Assert.Equal(new ExceptionStatus(StatusCodes.Status413PayloadTooLarge, true),
            ExceptionStatus.Of(new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge)));
}
