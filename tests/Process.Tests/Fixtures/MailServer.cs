using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Process.Tests.Fixtures;

/// <summary>A real mail server on loopback, which takes every mail and keeps it.</summary>
internal sealed class MailServer : MessageStore, IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedEmail> _received = new();
    private readonly SmtpServer.SmtpServer _server;
    private readonly Task _serving;

    private MailServer(int port)
    {
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(this);
        _server = new SmtpServer.SmtpServer(options, services);
        _serving = _server.StartAsync(CancellationToken.None);
    }

    /// <summary>Whether it keeps what comes and does not say so.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The mails that came, the oldest first.</summary>
    public IReadOnlyList<ReceivedEmail> Received => [.. _received];

    public static MailServer Start(int port) => new(port);

    /// <summary>The arguments that have a process send its mails to that port.</summary>
    public static string[] ArgumentsFor(int port) =>
    [
        "--Reviews:Mail:Smtp:Host=127.0.0.1", $"--Reviews:Mail:Smtp:Port={port}", "--Reviews:Mail:Smtp:Security=None",
        "--Reviews:Mail:From=reviews@example.org",
    ];

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        _received.Enqueue(new ReceivedEmail(Encoding.UTF8.GetString(buffer)));
        if (IsSilent) await Task.Delay(Timeout.Infinite, cancellationToken);
        return SmtpResponse.Ok;
    }

    public async ValueTask DisposeAsync()
    {
        _server.Shutdown();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

/// <summary>A mail as it came.</summary>
/// <param name="Text">Its head, an empty line, its body.</param>
internal sealed record ReceivedEmail(string Text)
{
    public string Subject => Header("Subject");

    public string MessageId => Header("Message-Id");

    public string To => Header("To");

    private string Header(string name) =>
        Text.Split("\r\n").First(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
}
