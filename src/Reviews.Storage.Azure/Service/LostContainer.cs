using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;

namespace Reviews.Storage.Azure.Service;

/// <summary>
/// Makes every call fail once the container has disappeared. Orleans' grain state provider would take it for one without records, and
/// re-create it with its next write: members would silently lose their data.
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
