using Azure.Core;
using Azure.Core.Pipeline;
using Request = Azure.Core.Request;

namespace Storage.Tests.Azure;

/// <summary>Lets a test fail, hold or watch individual requests from the store to the service; each attempt counts.</summary>
internal sealed class ScriptedRequests : HttpPipelinePolicy
{
    /// <summary>Runs before a request is sent; may throw: it never reaches the service.</summary>
    public Func<Request, Task>? Sending { get; set; }

    /// <summary>Runs when the service has responded; may throw: the response is lost.</summary>
    public Func<Request, Task>? Answered { get; set; }

    /// <summary>Loses the response to the first request that matches: the client resends it.</summary>
    public void LoseAnswerOnce(Func<Request, bool> match)
    {
        var lost = 0;
        Answered = request => match(request) && Interlocked.Exchange(ref lost, 1) == 0
            ? throw new IOException("The answer was lost.")
            : Task.CompletedTask;
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (Sending is { } sending) await sending(message.Request);
        await ProcessNextAsync(message, pipeline);
        if (Answered is { } answered) await answered(message.Request);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
}

/// <summary>What a request does.</summary>
internal static class Requests
{
    public static bool IsWrite(this Request request) => request.Method == RequestMethod.Put || request.Method == RequestMethod.Delete;

    /// <summary>Adds a block to a log.</summary>
    public static bool IsAppend(this Request request) => request.Uri.Query.Contains("comp=appendblock", StringComparison.Ordinal);

    /// <summary>Makes a log.</summary>
    public static bool IsNewLog(this Request request) =>
        request.Headers.TryGetValue("x-ms-blob-type", out var type) && type == "AppendBlob";

    /// <summary>Writes a journal's head.</summary>
    public static bool IsHead(this Request request) =>
        request.Method == RequestMethod.Put && request.Uri.Path.EndsWith("/head", StringComparison.Ordinal);

    /// <summary>Writes a state record.</summary>
    public static bool IsRecord(this Request request) =>
        request.Method == RequestMethod.Put && request.Uri.Path.Contains("/records/", StringComparison.Ordinal);
}
