using System.Net;
using Reviews.Application.Members;
using Reviews.Domain.Passwords;

namespace Reviews.Api.Accounts;

/// <summary>The page behind the one-time link. It is seen once in a site's life, so this is all it needs.</summary>
internal static class SetupPage
{
    public const string Done = Head + """
        <h1>The operator account has been created</h1>
        <p><a href="/account/login">Sign in</a></p>
        </main>
        """;

    private const string Head = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>Set up OrleansReviews</title>
        <link rel="stylesheet" href="/dist/site.css">
        <main id="content">

        """;

    /// <summary>The form, which posts to the address it stands at.</summary>
    /// <param name="errors">Why the last try was refused.</param>
    /// <param name="email">What was typed there.</param>
    public static string Form(IEnumerable<string> errors, string email = "") => Head + $"""
        <h1>Create the operator account</h1>
        <form class="short-form" method="post">
          {string.Concat(errors.Select(error => $"<p class=\"form-errors\" role=\"alert\">{WebUtility.HtmlEncode(error)}</p>"))}
          <div class="field"><label for="email">Email</label>
            <input id="email" type="text" inputmode="email" name="email" value="{WebUtility.HtmlEncode(email)}" required maxlength="254"
              autocomplete="username" autocapitalize="none" spellcheck="false"></div>
          <div class="field"><label for="password">Password</label>
            <input id="password" type="password" name="password" required minlength="{PasswordRules.MinLength}" autocomplete="new-password"
              aria-describedby="password-hint">
            <span class="field-hint" id="password-hint">{AccountMessages.PasswordHint}</span></div>
          <div><button class="button">Create</button></div>
        </form>
        </main>
        """;
}
