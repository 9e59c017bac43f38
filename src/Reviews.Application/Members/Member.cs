using Reviews.Application.Mail;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members;

/// <summary>An account as Identity works on it, changing it in place. What is kept is a <see cref="MemberAccount"/>.</summary>
public sealed class Member
{
    /// <summary>A random positive 63-bit number, drawn when the account is created; 0 before.</summary>
    public long Id { get; set; }

    /// <summary>The email as the member wrote it.</summary>
    public string? UserName { get; set; }

    public string? NormalizedUserName { get; set; }

    public string? Email { get; set; }

    public string? NormalizedEmail { get; set; }

    public bool EmailConfirmed { get; set; }

    public string? PasswordHash { get; set; }

    public string? SecurityStamp { get; set; }

    public bool TwoFactorEnabled { get; set; }

    /// <summary>The key of the authenticator. A new key has no used step.</summary>
    public string? AuthenticatorKey
    {
        get;
        set => (field, LastCodeStep) = (value, field == value ? LastCodeStep : 0);
    }

    public IReadOnlyList<string> RecoveryCodes { get; set; } = [];

    /// <summary>The public name; null before the account is created.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The chosen name's key with the name grain; null while the member has the name that was given them.</summary>
    public string? DisplayNameKey { get; set; }

    /// <summary>The key of what the chosen name looks like; null where <see cref="DisplayNameKey"/> is.</summary>
    public string? DisplayNameLook { get; set; }

    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>The keys that sign the member in without a password.</summary>
    public IReadOnlyList<MemberPasskey> Passkeys { get; set; } = [];

    /// <summary>The last 30-second step whose code was used.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>Hashes of the questions that passkeys have answered.</summary>
    public IReadOnlyList<string> AnsweredQuestions { get; set; } = [];

    /// <summary>Browsers that were known under another value are not known any more.</summary>
    public string? DeviceEpoch { get; set; }

    /// <summary>Emails about what is about to be written: they are stored with it, and so are sent if and only if it is.</summary>
    internal List<EmailMessage> Owed { get; } = [];

    /// <summary>The session that goes on when the security stamp changes with the next write; null: none does.</summary>
    internal string? KeptSession { get; set; }

    /// <summary>The account as it was read or last written; null for one that was never stored.</summary>
    internal MemberAccount? Kept { get; set; }

    internal static Member Of(MemberAccount account) => new()
    {
        Id = account.UserId,
        UserName = account.UserName,
        NormalizedUserName = account.NormalizedUserName,
        Email = account.Email,
        NormalizedEmail = account.NormalizedEmail,
        EmailConfirmed = account.EmailConfirmed,
        PasswordHash = account.PasswordHash,
        SecurityStamp = account.SecurityStamp,
        TwoFactorEnabled = account.TwoFactorEnabled,
        AuthenticatorKey = account.AuthenticatorKey,
        RecoveryCodes = account.RecoveryCodes,
        DisplayName = account.DisplayName,
        DisplayNameKey = account.DisplayNameKey,
        DisplayNameLook = account.DisplayNameLook,
        Roles = account.Roles,
        Passkeys = account.Passkeys,
        LastCodeStep = account.LastCodeStep,
        AnsweredQuestions = account.AnsweredQuestions.IsDefault ? [] : account.AnsweredQuestions,
        DeviceEpoch = account.DeviceEpoch,
        Kept = account,
    };

    /// <summary>The record to keep, under a new concurrency stamp.</summary>
    internal MemberAccount ToAccount(string concurrencyStamp, DateTimeOffset createdAt) => new()
    {
        UserId = Id,
        UserName = UserName ?? throw new InvalidOperationException("An account has a user name."),
        NormalizedUserName = NormalizedUserName ?? throw new InvalidOperationException("An account has a normalised user name."),
        Email = Email,
        NormalizedEmail = NormalizedEmail,
        EmailConfirmed = EmailConfirmed,
        PasswordHash = PasswordHash,
        SecurityStamp = SecurityStamp ?? throw new InvalidOperationException("An account has a security stamp."),
        ConcurrencyStamp = concurrencyStamp,
        TwoFactorEnabled = TwoFactorEnabled,
        AuthenticatorKey = AuthenticatorKey,
        RecoveryCodes = [.. RecoveryCodes],
        DisplayName = DisplayName ?? throw new InvalidOperationException("An account has a display name."),
        DisplayNameKey = DisplayNameKey,
        DisplayNameLook = DisplayNameLook,
        Roles = [.. Roles],
        Passkeys = [.. Passkeys],
        LastCodeStep = LastCodeStep,
        AnsweredQuestions = [.. AnsweredQuestions],
        DeviceEpoch = DeviceEpoch,
        CreatedAt = createdAt,
    };
}
