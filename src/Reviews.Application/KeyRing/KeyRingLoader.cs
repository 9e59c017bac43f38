using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Reviews.Hosting;

namespace Reviews.Application.KeyRing;

/// <summary>
/// Reads the key ring once the grains are available and before anything needs a key, then every minute, for keys created by other nodes.
/// </summary>
internal sealed partial class KeyRingLoader(
    GrainXmlRepository repository, IKeyManager keys, TimeProvider time, ILogger<KeyRingLoader> logger) : BackgroundService
{
    /// <summary>New keys are used two days after they were created, so a minute is soon enough.</summary>
    public static readonly TimeSpan ReloadEvery = TimeSpan.FromMinutes(1);

    /// <summary>The host goes on to its next service only when the ring is here. A damaged one would keep the site from ever starting:
    /// then it starts without, everyone is signed out, and the keys made meanwhile are this process's alone.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await repository.LoadAsync().WaitAsync(cancellationToken);
            await RemoveKeysThatDoNotCountAsync();
        }
        catch (Exception exception) when (StoreErrors.DamagedName(exception) is not null)
        {
            LogStartedWithout();
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>Anyone who was signed in with them no longer is, and should not have to guess why.</summary>
    private async Task RemoveKeysThatDoNotCountAsync()
    {
        if (await repository.RemovePlainAsync() is > 0 and var plain) LogPlain(plain);
        if (keys.GetAllKeys().Count(key => !key.IsRevoked && !CanBeOpened(key)) is > 0 and var closed) LogClosed(closed);
    }

    private static bool CanBeOpened(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException)
        {
            return false;   // another certificate's
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(ReloadEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await repository.LoadAsync().WaitAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (StoreErrors.DamagedName(exception) is null) LogNotRead(exception);   // of damage the store has told
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The key ring is damaged: everyone is signed out, and anyone who signs in stays signed in only until this process ends.")]
    private partial void LogStartedWithout();

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message =
            "{Count} keys of the key ring, left by an earlier release, were not encrypted. They were removed, and the people they kept "
            + "signed in have to sign in again.")]
    private partial void LogPlain(int count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message =
            "{Count} keys of the key ring can't be opened with the certificate of Reviews:Keys:Certificate, or the key file in "
            + "Reviews:Data: it is not the one they were encrypted "
            + "with. The people they keep signed in have to sign in again.")]
    private partial void LogClosed(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The key ring could not be read; the keys read earlier stay in use.")]
    private partial void LogNotRead(Exception exception);
}
