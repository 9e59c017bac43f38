using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Reviews.Api.Hosting;
using Reviews.Contracts.Members;
using Reviews.Silo;

namespace Reviews.Api.Accounts.Operators;

/// <summary>Makes the first operator: from the configuration, or through a one-time link that only this process's console shows.</summary>
internal sealed partial class OperatorSetup(
    ReviewsOptions options, IServiceScopeFactory scopes, AccountNames names, IGrainFactory grains, ILogger<OperatorSetup> logger)
    : IHostedService, IDisposable
{
    /// <summary>Whoever holds this name was the first operator. Claimed once the account is there.</summary>
    private const string FirstOperatorKey = "role:operator";

    /// <summary>256 bits, too many to guess.</summary>
    private const int TokenBytes = 32;

    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>The link's token; null when there is an operator. In memory only: a restart makes another.</summary>
    public string? Token { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Operator is { Email: { Length: > 0 } email, Password: { } password })
        {
            await EnsureAsync(email, password);
        }
        else if (!await ExistsAsync())
        {
            Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Whether the link with this token is still good.</summary>
    public bool IsOpenFor(string? token) =>
        Token is { } open && token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(open), Encoding.UTF8.GetBytes(token));

    /// <summary>Creates the operator; null when the link is not, or no longer, good.</summary>
    public async Task<IdentityResult?> CompleteAsync(string? token, string email, string password)
    {
        await oneAtATime.WaitAsync();
        try
        {
            if (!IsOpenFor(token)) return null;
            var result = await CreateAsync(email, password);
            if (result.Succeeded) Token = null;
            return result;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task EnsureAsync(string email, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        if (await members.FindByNameAsync(email) is { } there)
        {
            // An account that somebody registered is not made an operator because the configuration names its e-mail.
            if (!there.Roles.Contains(MemberRoles.Operator)) LogNotAnOperator();
            else await MarkAsync(there.Id);
            return;
        }

        var result = await CreateAsync(email, password);
        if (!result.Succeeded) throw new ConfigurationRefusedException([.. result.Errors.Select(error => $"Reviews:Operator: {error.Description}")]);
    }

    private async Task<IdentityResult> CreateAsync(string email, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var member = new Member { UserName = email, Email = email, EmailConfirmed = true, Roles = [MemberRoles.Operator] };
        var result = await members.CreateAsync(member, password);
        if (result.Succeeded) await MarkAsync(member.Id);
        return result;
    }

    private async Task MarkAsync(long userId)
    {
        if (await names.OwnerAsync(FirstOperatorKey) is null && await names.ClaimAsync(FirstOperatorKey, userId) is { } claim)
            await names.ConfirmAsync(FirstOperatorKey, userId, claim);
    }

    private async Task<bool> ExistsAsync() =>
        await names.OwnerAsync(FirstOperatorKey) is { } owner
        && await grains.GetGrain<IUserGrain>(owner).AccountAsync() is { } account && account.Roles.Contains(MemberRoles.Operator);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The e-mail of Reviews:Operator belongs to an account that is no operator; it was left as it is.")]
    private partial void LogNotAnOperator();
}
