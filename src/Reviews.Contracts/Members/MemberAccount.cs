using System.Collections.Immutable;

namespace Reviews.Contracts.Members;

/// <summary>An account as ASP.NET Core Identity stores it; each field is Identity's field of that name.</summary>
[GenerateSerializer, Immutable, Alias("reviews.MemberAccount")]
public sealed record MemberAccount
{
    [Id(0)] public required long UserId { get; init; }

    [Id(1)] public required string UserName { get; init; }

    [Id(2)] public required string NormalizedUserName { get; init; }

    [Id(3)] public string? Email { get; init; }

    [Id(4)] public string? NormalizedEmail { get; init; }

    [Id(5)] public bool EmailConfirmed { get; init; }

    [Id(6)] public string? PasswordHash { get; init; }

    [Id(7)] public required string SecurityStamp { get; init; }

    [Id(8)] public required string ConcurrencyStamp { get; init; }

    [Id(9)] public string? PhoneNumber { get; init; }

    [Id(10)] public bool PhoneNumberConfirmed { get; init; }

    [Id(11)] public bool TwoFactorEnabled { get; init; }

    /// <summary>From accounts locked by an earlier version; this and the next two are no longer used.</summary>
    [Id(12)] public DateTimeOffset? LockoutEnd { get; init; }

    [Id(13)] public bool LockoutEnabled { get; init; }

    [Id(14)] public int AccessFailedCount { get; init; }

    [Id(15)] public string? AuthenticatorKey { get; init; }

    /// <summary>Hashes of unused two-factor recovery codes, or the codes themselves from an earlier version; at most 10.</summary>
    [Id(16)] public ImmutableArray<string> RecoveryCodes { get; init; } = [];

    /// <summary>The public name. Not the email.</summary>
    [Id(17)] public required string DisplayName { get; init; }

    /// <summary>The display name's name-grain key; null while the member has the name they were assigned.</summary>
    [Id(18)] public string? DisplayNameKey { get; init; }

    /// <summary><c>editor</c>, <c>moderator</c>, <c>operator</c>.</summary>
    [Id(19)] public ImmutableArray<string> Roles { get; init; } = [];

    [Id(20)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The keys that sign the member in without a password; at most <see cref="MemberPasskey.MaxCount"/>.</summary>
    [Id(21)] public ImmutableArray<MemberPasskey> Passkeys { get; init; } = [];

    /// <summary>
    /// The name-grain key of what the display name looks like; null where <see cref="DisplayNameKey"/> is, and for a name chosen under an
    /// earlier version until the account is next written.
    /// </summary>
    [Id(24)] public string? DisplayNameLook { get; init; }

    /// <summary>The last 30-second step, counted from 1970, whose code the member has used; 0: none yet.</summary>
    [Id(22)] public long LastCodeStep { get; init; }

    /// <summary>
    /// Hashes of the challenges that passkeys have answered, newest last, at most <see cref="MaxAnswered"/>: none can be answered twice.
    /// </summary>
    [Id(23)] public ImmutableArray<string> AnsweredQuestions { get; init; } = [];

    /// <summary>Changing this value makes all known browsers unknown; null is the first value.</summary>
    [Id(25)] public string? DeviceEpoch { get; init; }

    /// <summary>Challenges that are remembered: 20. They are valid for five minutes, and sign-ins per address are limited.</summary>
    public const int MaxAnswered = 20;
}

/// <summary>The public half of a WebAuthn credential, with what is needed to use it. What the authenticator said about itself is not
/// kept.</summary>
[GenerateSerializer, Immutable, Alias("reviews.MemberPasskey")]
public sealed record MemberPasskey
{
    /// <summary>Maximum passkeys per account: 10.</summary>
    public const int MaxCount = 10;

    /// <summary>Maximum bytes per credential id: 1,023, as WebAuthn specifies.</summary>
    public const int MaxIdBytes = 1_023;

    /// <summary>Maximum bytes per public key: 2,048. An RSA key has about 300.</summary>
    public const int MaxKeyBytes = 2_048;

    /// <summary>Chosen by the authenticator; 1 to <see cref="MaxIdBytes"/> bytes.</summary>
    [Id(0)] public required ImmutableArray<byte> CredentialId { get; init; }

    /// <summary>In COSE; at most <see cref="MaxKeyBytes"/> bytes.</summary>
    [Id(1)] public required ImmutableArray<byte> PublicKey { get; init; }

    /// <summary>What the member calls it.</summary>
    [Id(2)] public string? Name { get; init; }

    [Id(3)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The authenticator's own count of uses; 0 when it keeps none.</summary>
    [Id(4)] public uint SignCount { get; init; }

    /// <summary>How browsers reach the authenticator: <c>internal</c>, <c>usb</c>, ...</summary>
    [Id(5)] public ImmutableArray<string> Transports { get; init; } = [];

    [Id(6)] public bool IsUserVerified { get; init; }

    [Id(7)] public bool IsBackupEligible { get; init; }

    [Id(8)] public bool IsBackedUp { get; init; }
}
