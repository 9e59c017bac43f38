using System.ComponentModel.DataAnnotations;
using System.Net;
using Reviews.Api.Live;
using Reviews.Application.KeyRing;
using Reviews.Application.Mail;
using Reviews.Application.Members;
using Reviews.Application.Members.Operators;
using Reviews.Application.Moderation;
using Reviews.Application.Quotas;
using Reviews.Application.Subscriptions;
using Reviews.Hosting.Settings;

namespace Reviews.Api.Hosting;

/// <summary>What an API node runs on, and what it does. Section <c>Reviews</c>.</summary>
internal sealed class ReviewsOptions : ICheckedSettings
{
    /// <summary>Its store and cluster, from the same section.</summary>
    public SiloSettings Silo { get; } = new();

    /// <summary>Whether an empty store is filled with the sample catalogue. Default: true.</summary>
    public bool Sample { get; set; } = true;

    /// <summary>Whether sample readers, named as such, vote on it. Default: true.</summary>
    public bool SampleReaders { get; set; } = true;

    /// <summary>How accounts are made.</summary>
    public AccountOptions Accounts { get; set; } = new();

    /// <summary>The operator's account, made on the first start.</summary>
    public OperatorOptions Operator { get; set; } = new();

    /// <summary>What the keys of cookies, tokens and links are encrypted with.</summary>
    public KeyOptions Keys { get; set; } = new();

    /// <summary>How mail leaves the site.</summary>
    public MailOptions Mail { get; set; } = new();

    /// <summary>Addresses and networks, such as <c>10.0.0.7</c> and <c>10.0.0.0/8</c>, of the proxies in front: what they say about a
    /// request's origin is trusted. Default: none.</summary>
    public IList<string> Proxies { get; } = [];

    /// <summary>How long requests are still served, while not ready, after the process was asked to stop, so that load balancers can turn
    /// away. 0 to 1 minute; null: 3 s as a client of silos, 0.5 s alone.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan? Drain { get; set; }

    /// <summary>How many requests one address may make, and how much one member may write.</summary>
    public QuotaOptions Quotas { get; set; } = new();

    /// <summary>How live ratings travel.</summary>
    public LiveOptions Live { get; set; } = new();

    /// <summary>How the site moderates.</summary>
    public ModerationOptions Moderation { get; set; } = new();

    /// <summary>How subscriptions come in.</summary>
    public SubscriptionOptions Subscriptions { get; set; } = new();

    /// <summary>
    /// Whether the site can be reached from other machines, directly or through a proxy. Not a setting: it follows from others.
    /// </summary>
    internal bool IsPublic { get; private set; }

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="ConfigurationRefusedException">Some settings are invalid; all of them are named.</exception>
    public static ReviewsOptions Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration, SiloSettings.Section);
        var options = reader.Read(
            new ReviewsOptions(), read => read.IsPublic = read.Proxies.Count > 0 || ListeningAddresses.AreBeyondLoopback(configuration));
        reader.Read(options.Silo);
        reader.RefuseWhatIsWrong();
        return options;
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations() =>
        [.. Operator.Violations(), .. Keys.Violations(), .. ProxyViolations(), .. Mail.Violations(IsPublic), .. Subscriptions.Violations()];

    private IEnumerable<string> ProxyViolations()
    {
        foreach (var proxy in Proxies.Where(proxy => !IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _)))
            yield return $"Reviews:Proxies has '{proxy}'; it must be an address or a network, such as 10.0.0.7 or 10.0.0.0/8.";
    }
}
