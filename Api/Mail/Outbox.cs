using System.Threading.Channels;

namespace Reviews.Api.Mail;

/// <summary>Mails that nobody waits for, sent one after the other. An answer then takes as long whether or not there was anybody to write to.</summary>
/// <remarks>In memory: what a crash loses is asked for again.</remarks>
internal sealed partial class Outbox(Postman postman, TimeProvider time, ILogger<Outbox> logger) : BackgroundService
{
    /// <summary>Most mails that wait: 1,000. More are dropped, each with a line in the log.</summary>
    public const int MaxWaiting = 1_000;

    /// <summary>How long an ending process goes on with what waits: 2 s.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly Channel<Letter> _letters = Channel.CreateBounded<Letter>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    /// <summary>Lays a mail into the box.</summary>
    public void Post(Letter letter)
    {
        if (!_letters.Writer.TryWrite(letter)) LogDropped(letter.Subject);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _letters.Writer.TryComplete();
        if (ExecuteTask is { } sending) await Task.WhenAny(sending, Task.Delay(DrainTime, time, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var letter in _letters.Reader.ReadAllAsync(stoppingToken)) await postman.SendAsync(letter, stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox is full or closed; a mail was dropped: {Subject}.")]
    private partial void LogDropped(string subject);
}
