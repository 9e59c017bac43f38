using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reviews.Api.Tests.Mail;

/// <summary>The other side of SMTP: takes one mail after the other, or refuses each, and keeps what it was told.</summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly bool _refuses;
    private readonly Task _serving;

    public SmtpReceiver(bool refuses = false)
    {
        _refuses = refuses;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mails that it took, as they came.</summary>
    public List<string> Taken { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await TalkAsync(client);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 receiver");
        while (await reader.ReadLineAsync(_stop.Token) is { } command)
        {
            var answer = command.Split(' ')[0].ToUpperInvariant() switch
            {
                "DATA" => "354 go on",
                "MAIL" when _refuses => "550 nothing from you",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            await writer.WriteLineAsync(answer);
            if (answer.StartsWith("221", StringComparison.Ordinal)) return;
            if (!answer.StartsWith("354", StringComparison.Ordinal)) continue;
            Taken.Add(await ReadMailAsync(reader));
            await writer.WriteLineAsync("250 taken");
        }
    }

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") mail.AppendLine(line);
        return mail.ToString();
    }
}
