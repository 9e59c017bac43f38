namespace Reviews.Api.Mail;

/// <summary>Addresses that are good outside the browser, for mails.</summary>
internal sealed class SiteLinks(MailOptions options, IHttpContextAccessor accessor)
{
    /// <summary>The address of a page.</summary>
    /// <param name="path">Its path, as <c>/account/confirm</c>.</param>
    /// <param name="query">What follows it.</param>
    public string To(string path, params ReadOnlySpan<(string Name, string Value)> query)
    {
        var all = QueryString.Empty;
        foreach (var (name, value) in query) all = all.Add(name, value);
        return To(path, all);
    }

    /// <summary>The address of a page, with a query as it came from elsewhere.</summary>
    public string To(string path, QueryString query) => (options.Site?.TrimEnd('/') ?? Asked()) + path + query.ToUriComponent();

    /// <summary>As the request came, or as the proxy in front says that it came.</summary>
    private string Asked()
    {
        var request = accessor.HttpContext?.Request ?? throw new InvalidOperationException("Links are made while a request is served.");
        return $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
    }
}
