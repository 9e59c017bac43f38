using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Live.Tests.Fixtures;

/// <summary>A client that behaves as badly as the test wants: it writes what it likes and reads only when told to.</summary>
internal sealed class RawClient : IDisposable
{
    private const char End = '\u001e';
    private readonly SocketsHttpHandler _handler = new() { ConnectCallback = ConnectAsync };
    private readonly ClientWebSocket _socket = new();

    public static async Task<RawClient> ConnectAsync(Uri hub)
    {
        var client = new RawClient();
        var address = new UriBuilder(hub) { Scheme = "ws" }.Uri;
        using var invoker = new HttpMessageInvoker(client._handler, disposeHandler: false);
        await client._socket.ConnectAsync(address, invoker, Ct);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await client.ReadAsync()).Single().GetRawText());
        return client;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A call of the hub as it stands on the wire.</summary>
    public static string Call(int id, string target, params object?[] arguments) =>
        JsonSerializer.Serialize(new { type = 1, invocationId = $"{id}", target, arguments });

    /// <summary>Sends messages, all in one frame.</summary>
    public async Task SendAsync(params string[] messages)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(messages.Select(message => message + End)));
        await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, Ct);
    }

    /// <summary>The messages of the next frame; none when the connection is closed.</summary>
    public async Task<JsonElement[]> ReadAsync()
    {
        using var frame = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            try
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), Ct);
            }
            catch (WebSocketException)
            {
                return [];
            }

            if (part.MessageType == WebSocketMessageType.Close) return [];
            frame.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return
        [
            .. Encoding.UTF8.GetString(frame.ToArray()).Split(End, StringSplitOptions.RemoveEmptyEntries)
                .Select(message => JsonSerializer.Deserialize<JsonElement>(message)),
        ];
    }

    public void Dispose()
    {
        _socket.Dispose();
        _handler.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = LiveHost.SocketBuffer };
        await socket.ConnectAsync(context.DnsEndPoint, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
