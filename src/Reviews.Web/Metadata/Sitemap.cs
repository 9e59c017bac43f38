using System.Globalization;
using System.Text;
using System.Xml;
using Reviews.Application.Articles;
using Reviews.Application.Articles.Browsing;
using Reviews.Application.Concurrency;
using Reviews.Application.ReadModel;
using Reviews.Application.Site;

namespace Reviews.Web.Metadata;

/// <summary>The addresses of all pages for search engines, in files of the largest size allowed. From this node's memory.</summary>
internal sealed class Sitemap(FilmIndex films, ArticleIndex articles, TimeProvider time)
{
    /// <summary>Most addresses of one file, by the protocol of sitemaps.org: 50,000.</summary>
    public const int MaxAddresses = 50_000;

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>How long the order of pages is kept: 1 minute.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private static readonly string[] Pages = ["/", "/films"];
    private static readonly XmlWriterSettings Settings =
        new() { Async = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private readonly ExpiringCache<string, string[]> _kept = new(1, KeptFor, time);

    /// <summary>How many files it takes, at least 1.</summary>
    public int Files => (Addresses.Length + MaxAddresses - 1) / MaxAddresses;

    private string[] Addresses => _kept.GetOrMake("", _ =>
        [.. Pages, .. Reviews(), .. films.All.Select(film => film.Rating.FilmId).Order(StringComparer.Ordinal)
            .Select(filmId => $"/films/{filmId}")]);

    /// <summary>The list of articles once it has any, and they themselves, newest first.</summary>
    private IEnumerable<string> Reviews()
    {
        string[] addresses = [.. articles.Published.Select(article => ArticleWithFilm.AddressOf(article.Slug))];
        return addresses.Length == 0 ? [] : addresses.Prepend("/reviews");
    }

    /// <summary>Writes one file.</summary>
    /// <param name="body">Where to.</param>
    /// <param name="file">From 1 to <see cref="Files"/>.</param>
    /// <param name="links">Make addresses whole.</param>
    public Task WriteAsync(Stream body, int file, SiteLinks links) =>
        WriteAsync(body, "urlset", "url", Addresses.Skip((file - 1) * MaxAddresses).Take(MaxAddresses), links);

    /// <summary>Writes the list of the files.</summary>
    public Task WriteIndexAsync(Stream body, SiteLinks links) =>
        WriteAsync(body, "sitemapindex", "sitemap", Enumerable.Range(1, Files).Select(PathOf), links);

    private static string PathOf(int file) => string.Create(CultureInfo.InvariantCulture, $"/sitemap-{file}.xml");

    private static async Task WriteAsync(Stream body, string list, string entry, IEnumerable<string> paths, SiteLinks links)
    {
        await using var xml = XmlWriter.Create(body, Settings);
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, list, Namespace);
        foreach (var path in paths)
        {
            await xml.WriteStartElementAsync(null, entry, Namespace);
            await xml.WriteElementStringAsync(null, "loc", Namespace, links.To(path, QueryString.Empty));
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
        await xml.WriteEndDocumentAsync();
    }
}
