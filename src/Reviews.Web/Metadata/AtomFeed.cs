using System.Globalization;
using System.Text;
using System.Xml;
using Reviews.Application.Articles;
using Reviews.Application.Articles.Browsing;
using Reviews.Application.Site;

namespace Reviews.Web.Metadata;

/// <summary>The newest articles for feed readers, as Atom (RFC 4287): of each what everyone may read.</summary>
internal sealed class AtomFeed(ArticleCatalogue catalogue, ArticleReader reader)
{
    /// <summary>Most articles in the feed: 30.</summary>
    public const int MaxEntries = 30;

    private const string Namespace = "http://www.w3.org/2005/Atom";

    private static readonly XmlWriterSettings Settings =
        new() { Async = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    /// <summary>Writes the feed.</summary>
    public async Task WriteAsync(Stream body, SiteLinks links)
    {
        var articles = catalogue.Newest(MaxEntries);
        await using var xml = XmlWriter.Create(body, Settings);
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "feed", Namespace);
        await xml.WriteAttributeStringAsync("xml", "base", null, links.To("/", QueryString.Empty));   // what articles refer to begins here
        await TextAsync(xml, "id", links.To("/feed.xml", QueryString.Empty));
        await TextAsync(xml, "title", "OrleansReviews");
        await TextAsync(xml, "subtitle", "Our critics’ reviews, newest first.");
        await TextAsync(
            xml, "updated", Time(articles.Count == 0 ? DateTimeOffset.UnixEpoch : articles.Max(article => article.Article.PublishedAt)));
        await LinkAsync(xml, "self", links.To("/feed.xml", QueryString.Empty));
        await LinkAsync(xml, "alternate", links.To("/reviews", QueryString.Empty));
        foreach (var article in articles) await EntryAsync(xml, article, links);
        await xml.WriteEndElementAsync();
        await xml.WriteEndDocumentAsync();
    }

    private async Task EntryAsync(XmlWriter xml, ArticleWithFilm article, SiteLinks links)
    {
        var address = links.To(article.Address, QueryString.Empty);
        await xml.WriteStartElementAsync(null, "entry", Namespace);
        await TextAsync(xml, "id", address);
        await TextAsync(xml, "title", article.Article.Title);
        await TextAsync(xml, "published", Time(article.Article.PublishedAt));
        await TextAsync(xml, "updated", Time(article.Article.PublishedAt));
        await LinkAsync(xml, "alternate", address);
        await xml.WriteStartElementAsync(null, "author", Namespace);
        await TextAsync(xml, "name", article.Article.Author);
        await xml.WriteEndElementAsync();
        await TextAsync(xml, "summary", ArticleMetadata.Teaser(article.Article));
        await xml.WriteStartElementAsync(null, "content", Namespace);
        await xml.WriteAttributeStringAsync(null, "type", null, "html");
        await xml.WriteStringAsync(Writable(reader.Opening(article.Article).Html));
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
    }

    private static Task TextAsync(XmlWriter xml, string name, string text) =>
        xml.WriteElementStringAsync(null, name, Namespace, Writable(text));

    private static async Task LinkAsync(XmlWriter xml, string relation, string address)
    {
        await xml.WriteStartElementAsync(null, "link", Namespace);
        await xml.WriteAttributeStringAsync(null, "rel", null, relation);
        await xml.WriteAttributeStringAsync(null, "href", null, address);
        await xml.WriteEndElementAsync();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What XML can't represent is left out.</summary>
    private static string Writable(string text) => text.All(c => XmlConvert.IsXmlChar(c))
        ? text
        : string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)));
}
