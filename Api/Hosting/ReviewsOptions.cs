using System.Net;
using Reviews.Api.Mail;
using Reviews.Silo;

namespace Reviews.Api.Hosting;

/// <summary>What an API node runs on and does. Section <c>Reviews</c>.</summary>
internal sealed class ReviewsOptions
{
    /// <summary>Its store and cluster, from the same section.</summary>
    public SiloSettings Silo { get; } = new();

    /// <summary>Whether an empty store is filled with the sample catalogue. Default: true.</summary>
    public bool Sample { get; set; } = true;

    /// <summary>Whether sample readers vote on it, who say in their names that they are none. Default: true.</summary>
    public bool SampleReaders { get; set; } = true;

    /// <summary>The operator's account, made on the first start.</summary>
    public OperatorOptions Operator { get; set; } = new();

    /// <summary>How mail leaves the site.</summary>
    public MailOptions Mail { get; set; } = new();

    /// <summary>Addresses and networks, as <c>10.0.0.7</c> and <c>10.0.0.0/8</c>, of the proxies in front: what they say of a request's origin is
    /// believed. Default: none.</summary>
    public IList<string> Proxies { get; } = [];

    /// <summary>How long requests are still served after the process was asked to end, not ready any more, so that balancers can turn away.
    /// 0 to 1 minute; null: 3 s as a client of silos, 0.5 s alone.</summary>
    public TimeSpan? Drain { get; set; }

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="ConfigurationRefusedException">Something is not as it must be; all of it is named.</exception>
    public static ReviewsOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(SiloSettings.Section);
        var options = section.BindOrRefuse(new ReviewsOptions());
        section.BindOrRefuse(options.Silo);
        var violations = options.Silo.Violations().Concat(options.Violations()).Concat(options.Mail.Violations()).ToArray();
        return violations.Length == 0 ? options : throw new ConfigurationRefusedException(violations);
    }

    private IEnumerable<string> Violations()
    {
        if (string.IsNullOrEmpty(Operator.Email) != string.IsNullOrEmpty(Operator.Password))
            yield return "Reviews:Operator:Email and Reviews:Operator:Password go together.";
        foreach (var proxy in Proxies.Where(proxy => !IPNetwork.TryParse(proxy, out _) && !IPAddress.TryParse(proxy, out _)))
            yield return $"Reviews:Proxies has '{proxy}'; it must be an address or a network, as 10.0.0.7 or 10.0.0.0/8.";
        if (Drain is { } drain && (drain < TimeSpan.Zero || drain > TimeSpan.FromMinutes(1)))
            yield return "Reviews:Drain must be 0 to 1 minute, as 00:00:03.";
    }
}

/// <summary>The operator's account. Without it a one-time set-up link is printed at the start.</summary>
internal sealed class OperatorOptions
{
    public string? Email { get; set; }

    public string? Password { get; set; }
}
