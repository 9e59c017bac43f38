using System.ComponentModel.DataAnnotations;

namespace Reviews.Api.Quotas;

/// <summary>How much one address may ask of the site, all nodes together. Section <c>Reviews:Quotas</c>; the votes of one member are limited by the member's grain,
/// under <c>VotesPerMinute</c> of the same section.</summary>
internal sealed class QuotaOptions
{
    public const string Section = "Reviews:Quotas";

    /// <summary>Whether anything is limited at all. Default: true; load tests turn it off.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests of one address in a minute, pages' own files not counted. Default: 6,000, a whole newsroom behind one router.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 6_000;

    /// <summary>Accounts that one address may register in an hour. Default: 120, some classes of a school.</summary>
    [Range(1, 1_000_000)]
    public int RegistrationsPerHour { get; set; } = 120;
}
