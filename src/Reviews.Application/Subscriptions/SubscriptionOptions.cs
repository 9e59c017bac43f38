using System.ComponentModel.DataAnnotations;

namespace Reviews.Application.Subscriptions;

/// <summary>How subscriptions come in. Section <c>Reviews:Subscriptions</c>.</summary>
internal sealed class SubscriptionOptions
{
    /// <summary>The secret shared with the seller: <c>whsec_</c> and base64 of 24 to 64 bytes; while one replaces another, both,
    /// separated by a space. Null: no messages are accepted.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>
    /// How old a message may be, and how far ahead the sender's clock. Default: 5 minutes, as Standard Webhooks advises; 1 s to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WebhookTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Where to subscribe, such as <c>https://shop.example.org</c>. Null: the pages say to get in touch with the people who run the site.
    /// </summary>
    public string? Offer { get; set; }

    /// <summary>The keys that the secrets are.</summary>
    public IReadOnlyList<byte[]> Keys => field ??= [.. Words.Select(WebhookSecrets.KeyOf).OfType<byte[]>()];

    private string[] Words => (WebhookSecret ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is wrong with them, one sentence each.</summary>
    public IEnumerable<string> Violations()
    {
        if (Words.Any(word => WebhookSecrets.KeyOf(word) is null))
            yield return "Reviews:Subscriptions:WebhookSecret must be whsec_ and base64 of 24 to 64 bytes, or several of these with spaces "
                + "between.";
        if (Offer is not null && !(Uri.TryCreate(Offer, UriKind.Absolute, out var offer) && offer.Scheme is "http" or "https"))
            yield return $"Reviews:Subscriptions:Offer is '{Offer}'; it must be a page's address, such as https://shop.example.org.";
    }
}

/// <summary>Secrets as Standard Webhooks writes them.</summary>
internal static class WebhookSecrets
{
    private const string Prefix = "whsec_";

    /// <summary>The key; null when the text is no such secret.</summary>
    public static byte[]? KeyOf(string secret)
    {
        Span<byte> key = stackalloc byte[66];
        return secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length)
            && length is >= 24 and <= 64 ? key[..length].ToArray() : null;
    }
}
