using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;

namespace Reviews.Storage.Azure.Service;

/// <summary>
/// A container that was there and is gone makes every call fail. Orleans' provider of grain state takes it for one without records, and
/// makes it anew with its next write: members would lose what is theirs, and nobody would be told.
/// </summary>
internal sealed class LostContainer : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Check(message.Response);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Check(message.Response);
    }

    private static void Check(Response answer)
    {
        if (answer.Status == 404 && answer.Headers.TryGetValue("x-ms-error-code", out var code) && code == BlobErrorCode.ContainerNotFound)
            throw new InvalidOperationException("its container is gone");
    }
}
