using System.Net.Http.Json;
using System.Text.Json;
using Browser.Tests.Fixtures;

namespace Browser.Tests.PageStates;

/// <summary>Ways to what moderators see, and to what readers see of it.</summary>
internal static class EditorJourneys
{
    private const string Reported = "memento-2001";
    private const string Changed = "fargo-1996";
    private const string Hidden = "up-2009";
    private const string LeftOut = "gladiator-2000";

    public static async Task<string> ToReportAsync(Window window) =>
        $"/films/{Reported}/reviews/{await WriteReviewAsync(window.Address, Reported)}/report";

    public static async Task<string> ToDeskAsync(Window window)
    {
        var reviewId = await WriteReviewAsync(window.Address, Reported);
        using var reader = await Client.JoinAsync(window.Address, People.NewEmail());
        await ReportAsync(reader, Reported, reviewId);
        using var author = await Client.JoinAsync(window.Address, People.NewEmail());
        await WriteReportedAsync(window.Address, author, Changed);
        await author.ReviewAsync(Changed, "Less of it", "I have taken out what I should not have told.");
        await HideAsync(window.Address, author, Hidden);
        var appeal = new { text = "Everybody knows how it ends.\n\nIt says so on the poster." };
        await SendAsync(author, HttpMethod.Post, $"/api/films/{Hidden}/reviews/me/appeal", appeal);
        await ToFilmWithTimesLeftOutAsync(window);
        using var moderator = await NewModeratorAsync(window.Address);
        await SendAsync(moderator, HttpMethod.Put, $"/api/moderation/users/{reviewId}/suspension", new { reason = "The third warning." });
        await AppointAsync(window.Address, await OwnIdAsync(window));
        return "/moderation";
    }

    /// <summary>The member's own review, which a moderator has hidden.</summary>
    public static async Task<string> ToHiddenReviewAsync(Window window)
    {
        await window.ReviewAsync(Hidden, "All that happens in it", "He **dies** at the end, and so does the *dog*.", spoilers: false);
        var userId = await OwnIdAsync(window);
        using var reader = await Client.JoinAsync(window.Address, People.NewEmail());
        await ReportAsync(reader, Hidden, userId);
        await HideReportedAsync(window.Address, userId);
        return $"/films/{Hidden}/reviews/mine";
    }

    public static async Task<string> ToFilmWithTimesLeftOutAsync(Window window)
    {
        using var moderator = await NewModeratorAsync(window.Address);
        (await moderator.VoteAsync(LeftOut, 4)).Dispose();
        var marks = await moderator.GetAsync($"/api/films/{LeftOut}/rating/marks");
        if (marks.GetArrayLength() == 0)
        {
            await SendAsync(
                moderator, HttpMethod.Post, $"/api/moderation/films/{LeftOut}/exclusions",
                new { from = "2026-05-03T14:00:00Z", until = "2026-05-03T15:00:00Z", reason = "Fifty accounts of one evening." });
        }

        return $"/films/{LeftOut}";
    }

    private static async Task<string> WriteReviewAsync(Uri address, string filmId)
    {
        using var author = await Client.JoinAsync(address, People.NewEmail());
        return await author.ReviewAsync(filmId, "All that happens in it", "He **dies** at the end, and so does the *dog*.");
    }

    private static async Task<string> ReviewAsync(this Client author, string filmId, string title, string body)
    {
        var review = new { title, body, spoilers = false };
        return (await SendAsync(author, HttpMethod.Put, $"/api/films/{filmId}/reviews/me", review)).GetProperty("reviewId").GetString()!;
    }

    private static async Task ReportAsync(Client reader, string filmId, string reviewId) => await SendAsync(
        reader, HttpMethod.Post, $"/api/films/{filmId}/reviews/{reviewId}/reports", new { reason = "This gives the whole plot away." });

    private static async Task<string> WriteReportedAsync(Uri address, Client author, string filmId)
    {
        var reviewId = await author.ReviewAsync(filmId, "All that happens in it", "He **dies** at the end, and so does the *dog*.");
        using var reader = await Client.JoinAsync(address, People.NewEmail());
        await ReportAsync(reader, filmId, reviewId);
        return reviewId;
    }

    private static async Task HideAsync(Uri address, Client author, string filmId) =>
        await HideReportedAsync(address, await WriteReportedAsync(address, author, filmId));

    /// <summary>Hides the reported review of a member.</summary>
    private static async Task HideReportedAsync(Uri address, string userId)
    {
        using var moderator = await NewModeratorAsync(address);
        var queue = (await moderator.GetAsync("/api/moderation/queue")).GetProperty("items").EnumerateArray();
        var reportId = queue.Where(item => item.GetProperty("userId").GetString() == userId)
            .Single(item => item.GetProperty("filmId").GetString() == Hidden).GetProperty("reportId").GetString();
        var decision = new { action = "hide", reason = "It gives the whole plot away, and does not say so.", revision = 1 };
        await SendAsync(moderator, HttpMethod.Post, $"/api/moderation/reports/{reportId}/decision", decision);
    }

    private static async Task<string> OwnIdAsync(Window window)
    {
        var answer = await window.Context.APIRequest.GetAsync("/api/me");
        return (await answer.JsonAsync())!.Value.GetProperty("userId").GetString()!;
    }

    private static async Task<Client> NewModeratorAsync(Uri address)
    {
        var moderator = await Client.JoinAsync(address, People.NewEmail());
        await AppointAsync(address, (await moderator.GetAsync("/api/me")).GetProperty("userId").GetString()!);
        return moderator;
    }

    private static async Task AppointAsync(Uri address, string userId)
    {
        using var operators = await Client.OperatorAsync(address);
        await SendAsync(operators, HttpMethod.Put, $"/api/admin/users/{userId}/roles", new { roles = new[] { "moderator" } });
    }

    private static async Task<JsonElement> SendAsync(Client client, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
