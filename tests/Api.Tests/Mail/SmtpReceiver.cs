using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Reviews.Api.Tests.Mail;

/// <summary>
/// The other side of SMTP, as plain as it was in 1982: takes mails, or refuses them where it is told to, and keeps what it was told.
/// </summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    /// <summary>Not a command: it lets nobody in.</summary>
    public const string Hello = "HELLO";

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _taken = new();
    private readonly Task _serving;

    /// <param name="refuses">How what it refuses begins, as <c>RCPT</c>, or <see cref="Hello"/>; null: nothing.</param>
    /// <param name="port">Where it listens; 0: on a free port.</param>
    public SmtpReceiver(string? refuses = null, int port = 0)
    {
        Refuses = refuses;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it refuses from now on.</summary>
    public string? Refuses { get; set; }

    /// <summary>The code that it refuses with.</summary>
    public int Code { get; init; } = 550;

    /// <summary>The mails that it took, as they came.</summary>
    public IReadOnlyList<string> Taken => [.. _taken];

    /// <summary>The mails that it took.</summary>
    public IReadOnlyList<MimeMessage> Mails => [.. _taken.Select(mail => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail))))];

    /// <summary>The arguments that have a site send its mails here, or where such a server could be.</summary>
    public static string[] ArgumentsFor(int port) =>
    [
        "--Reviews:Mail:Smtp:Host=127.0.0.1", $"--Reviews:Mail:Smtp:Port={port}", "--Reviews:Mail:Smtp:Security=None",
        "--Reviews:Mail:From=The Reviews <reviews@example.org>",
    ];

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
            try
            {
                await TalkAsync(client);
            }
            catch (IOException)
            {
                // Whoever called has hung up.
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync(Refuses == Hello ? $"{Code} nobody" : "220 receiver");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var command = line.Split(' ')[0].ToUpperInvariant();
            var isRefused = Refuses is { } some && line.StartsWith(some, StringComparison.OrdinalIgnoreCase);
            await writer.WriteLineAsync(isRefused ? $"{Code} not this one: {line}" : AnswerTo(command));
            if (command == "QUIT") return;
            if (command != "DATA" || isRefused) continue;
            _taken.Enqueue(await ReadMailAsync(reader));
            await writer.WriteLineAsync("250 taken");
        }
    }

    private static string AnswerTo(string command) => command switch
    {
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") mail.AppendLine(line);
        return mail.ToString();
    }
}
