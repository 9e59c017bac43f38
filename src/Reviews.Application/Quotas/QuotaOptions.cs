using System.ComponentModel.DataAnnotations;

namespace Reviews.Application.Quotas;

/// <summary>How many requests one address may make and how much one member may write, across all nodes. Section <c>Reviews:Quotas</c>; the
/// votes of one member are limited by the member's grain, under <c>VotesPerMinute</c> of the same section.</summary>
internal sealed class QuotaOptions
{
    /// <summary>Whether anything is limited at all. Default: true; load tests turn it off.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Requests of one address in a minute, pages' own files not counted. Default: 6,000, a whole newsroom behind one router.
    /// </summary>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 6_000;

    /// <summary>Accounts that one address may register in an hour. Default: 120, a few school classes.</summary>
    [Range(1, 1_000_000)]
    public int RegistrationsPerHour { get; set; } = 120;

    /// <summary>Passwords, codes and passkeys that one address may try in a minute. Default: 120. Those of one account are counted
    /// besides, in any case; this is for who tries many accounts.</summary>
    [Range(1, 1_000_000)]
    public int SignInsPerMinute { get; set; } = 120;

    /// <summary>Emails that one address may request in an hour, to any recipient. Default: 60.</summary>
    [Range(1, 1_000_000)]
    public int MailsPerHour { get; set; } = 60;

    /// <summary>Reviews that one member may report in an hour. Default: 60.</summary>
    [Range(1, 1_000_000)]
    public int ReportsPerHour { get; set; } = 60;

    /// <summary>Times that one member may write or change a review in an hour. Default: 60.</summary>
    [Range(1, 1_000_000)]
    public int ReviewsPerHour { get; set; } = 60;
}
