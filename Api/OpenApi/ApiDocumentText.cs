using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Reviews.Api.OpenApi;

/// <summary>The description of the API as JSON, OpenAPI 3.1. It does not change while the process runs, so it is made once, on the
/// first request; concurrent requests wait for that.</summary>
internal sealed class ApiDocumentText([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    private readonly Lock _gate = new();
    private Task<byte[]>? _text;
    private int _made;

    /// <summary>How often it was made: 1 after the first request.</summary>
    public int Made => Volatile.Read(ref _made);

    public Task<byte[]> ReadAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            if (_text is not { IsFaulted: false }) _text = Task.Run(MakeAsync, CancellationToken.None);
            return _text.WaitAsync(ct);
        }
    }

    private async Task<byte[]> MakeAsync()
    {
        Interlocked.Increment(ref _made);
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        return json.ToArray();
    }
}
