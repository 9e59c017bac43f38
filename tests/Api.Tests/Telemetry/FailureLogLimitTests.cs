using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Reviews.Telemetry.Logs;

namespace Reviews.Api.Tests.Telemetry;

/// <summary>What the log tells of when everything fails at once, and what it leaves out.</summary>
public sealed class FailureLogLimitTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _log = new();
    private readonly IHost _host;
    private readonly ILogger _logger;
    private int _before;

    public FailureLogLimitTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.AddLogLimits();
        builder.Logging.AddProvider(_log);
        _host = builder.Build();
        _logger = _host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Grains");
    }

    /// <summary>What was told since the host has said that it is there.</summary>
    private IEnumerable<string> Told => _log.All.Select(entry => entry.Message.Trim()).Skip(_before);

    [Fact]
    public async Task Log_OneCauseOfAHundredFailures_IsToldThriceAndCounted()
    {
        await StartAsync();

        for (var grain = 0; grain < 100; grain++) Fail(1, $"grain {grain}", new IOException("the store is away\nat " + grain));

        Assert.Equal(["grain 0", "grain 1", "grain 2"], Told);
        Assert.Equal("97 more entries reported the same failures and were left out of the log: 97 of Grains[1].", await LastAsync());
    }

    [Fact]
    public async Task Log_OtherCausesEventsAndTimes_AreToldEach()
    {
        await StartAsync();

        for (var times = 0; times < FailureLogLimit.Most; times++) Fail(1, "first", new IOException("away"));
        Fail(1, "another cause", new IOException("full"));
        Fail(1, "another kind", new InvalidOperationException("away"));
        Fail(2, "another event", new IOException("away"));
        await Clocked.GetAsync(_clock, FailureLogTeller.Period, () => FailAgain(1, "later"), told => told.Contains("later"));

        Assert.Equal(
            ["first", "first", "first", "another cause", "another kind", "another event", "later"],
            Told.Where(line => !line.Contains("left out", StringComparison.Ordinal)).Take(FailureLogLimit.Most + 4));
    }

    [Fact]
    public async Task Log_WithoutAFailure_IsNotLimited()
    {
        await StartAsync();

        for (var times = 0; times < 100; times++) Log(1, "said again", null);

        Assert.Equal(100, Told.Count());
    }

    [Fact]
    public async Task Stop_WithEntriesLeftOut_TellsThem()
    {
        await StartAsync();
        for (var times = 0; times < 5; times++) Fail(1, "again", new IOException("away"));

        await _host.StopAsync(TestContext.Current.CancellationToken);

        Assert.EndsWith("2 of Grains[1].", Told.Last(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fail(int id, string message, Exception cause) =>
        Log(id, message, new InvalidOperationException("", cause));

    private string[] FailAgain(int id, string message)
    {
        Fail(id, message, new IOException("away"));
        return [.. Told];
    }

    private void Log(int id, string message, Exception? failure) =>
        _logger.Log(LogLevel.Error, new EventId(id), message, failure, (text, _) => text);

    private async Task StartAsync()
    {
        await _host.StartAsync(TestContext.Current.CancellationToken);
        _before = Told.Count();
    }

    private Task<string> LastAsync() => Clocked.GetAsync(
        _clock, FailureLogTeller.Period, () => Told.LastOrDefault() ?? "", last => last.Contains("left out", StringComparison.Ordinal));
}
