using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members.Joining;
using Reviews.Contracts.Platform;
using Reviews.Hosting;
using Reviews.Hosting.Settings;

namespace Reviews.Application.Members.Operators;

/// <summary>
/// Creates the first operator: from the configuration, or through a one-time link shown only on a terminal or in a file in the data folder.
/// </summary>
internal sealed partial class OperatorSetup(
    OperatorOptions options, SiloSettings silo, IServiceScopeFactory scopes, FirstOperator first, IGrainFactory grains, TimeProvider time,
    ILogger<OperatorSetup> logger)
    : IHostedService
{
    /// <summary>
    /// Two nodes that start at once both try to create the configured account: the second looks again this often, this many times.
    /// </summary>
    private const int Looks = 20;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>The link's token, as all nodes have it; null when there was an operator at the start.</summary>
    public string? Token { get; private set; }

    private IOneTimeTokenGrain Door => grains.GetGrain<IOneTimeTokenGrain>("operator-setup");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SetUpAsync();
        }
        catch (Exception exception) when (StoreErrors.DamagedName(exception) is { } name)
        {
            LogUnknown(name);   // a site without its operator is better than none
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether the link with this token is still valid.</summary>
    public async Task<bool> IsOpenForAsync(string? token) => Token is not null && token is not null && await Door.IsOpenAsync(token);

    /// <summary>Creates the operator; null when the link is not valid, or no longer.</summary>
    public async Task<IdentityResult?> CompleteAsync(string? token, string email, string password)
    {
        var visitor = Guid.NewGuid();
        if (Token is null || token is null || !await Door.HoldAsync(token, visitor)) return null;
        try
        {
            var result = await CreateAsync(email, password);
            if (!result.Succeeded) return result;
            await Door.SpendAsync(token);
            ForgetLink();
            return result;
        }
        finally
        {
            await Door.ReturnAsync(visitor);
        }
    }

    private async Task SetUpAsync()
    {
        if (options is { Email: { Length: > 0 } email, Password: { } password })
        {
            await EnsureAsync(email, password);
        }
        else if (!await first.ExistsAsync())
        {
            Token = await Door.OpenAsync();
        }

        if (Token is null) ForgetLink();
    }

    private async Task EnsureAsync(string email, string password)
    {
        for (var looks = 1; ; looks++)
        {
            if (await FindAsync(email) is { } there)
            {
                // An account that someone registered does not become an operator because the configuration names its email.
                if (!there.Roles.Contains(MemberRoles.Operator)) LogNotAnOperator();
                else await first.MarkAsync(there.Id);
                return;
            }

            var result = await CreateAsync(email, password);
            if (result.Succeeded) return;
            if (looks == Looks || !result.Errors.All(Registration.IsTaken))
                throw new ConfigurationRefusedException(
                    [.. result.Errors.Select(error => $"{SettingOf(error)} can't be used: {error.Description}")]);
            await Task.Delay(LookAgainAfter, time);
        }
    }

    private void ForgetLink()
    {
        try
        {
            SetupLinkFile.Forget(silo.Data);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogLinkStays(failure.Message);   // it is dead, and opens nothing
        }
    }

    private static string SettingOf(IdentityError error) =>
        error.Code.StartsWith("Password", StringComparison.Ordinal) ? "Reviews:Operator:Password" : "Reviews:Operator:Email";

    private async Task<Member?> FindAsync(string email)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<Member>>().FindByNameAsync(email);
    }

    private async Task<IdentityResult> CreateAsync(string email, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var member = new Member { UserName = email, Email = email, EmailConfirmed = true, Roles = [MemberRoles.Operator] };
        var result = await members.CreateAsync(member, password);
        if (result.Succeeded) await first.MarkAsync(member.Id);
        return result;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file with the used set-up link can't be removed: {Reason}")]
    private partial void LogLinkStays(string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "It is not known whether there is an operator, because '{Name}' is damaged. No set-up link is offered.")]
    private partial void LogUnknown(string name);

    [LoggerMessage(
        Level = LogLevel.Warning, Message =
            "The email in Reviews:Operator belongs to an account that is not an operator; it was left unchanged.")]
    private partial void LogNotAnOperator();
}
