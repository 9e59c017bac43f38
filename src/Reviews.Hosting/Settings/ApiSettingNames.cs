namespace Reviews.Hosting.Settings;

/// <summary>
/// The names of the settings that only an API reads: what is set for a whole cluster reaches silos too, and must not look like a mistake
/// there. A test compares them with the API's settings.
/// </summary>
public static class ApiSettingNames
{
    /// <summary>All of them; a list is represented by its first entry.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Reviews:Accounts:ConfirmedOnly",
        "Reviews:Drain",
        "Reviews:Keys:Certificate",
        "Reviews:Keys:CertificatePassword",
        "Reviews:Live:Interval",
        "Reviews:Live:MaxConnections",
        "Reviews:Live:SendTimeout",
        "Reviews:Mail:Folder",
        "Reviews:Mail:From",
        "Reviews:Mail:ShowHere",
        "Reviews:Mail:Site",
        "Reviews:Mail:Smtp:Host",
        "Reviews:Mail:Smtp:Password",
        "Reviews:Mail:Smtp:Port",
        "Reviews:Mail:Smtp:Security",
        "Reviews:Mail:Smtp:User",
        "Reviews:Moderation:FirstReviewsWait",
        "Reviews:Operator:Email",
        "Reviews:Operator:Password",
        "Reviews:Proxies:0",
        "Reviews:Quotas:MailsPerHour",
        "Reviews:Quotas:RegistrationsPerHour",
        "Reviews:Quotas:ReportsPerHour",
        "Reviews:Quotas:RequestsPerMinute",
        "Reviews:Quotas:ReviewsPerHour",
        "Reviews:Quotas:SignInsPerMinute",
        "Reviews:Sample",
        "Reviews:SampleReaders",
        "Reviews:Subscriptions:Offer",
        "Reviews:Subscriptions:WebhookSecret",
        "Reviews:Subscriptions:WebhookTolerance",
    ];
}
