using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reviews.Application.Mail;
using Reviews.Application.ReadModel;
using Reviews.Application.Site;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Application.Moderation;

/// <summary>Emails the authors of reviews that were hidden, stay hidden or are shown again.</summary>
/// <remarks>The moderation grain records which decisions still have to be told, so that a crash loses none: at worst, an email is sent
/// twice.</remarks>
internal sealed partial class ModerationEmails(
    IGrainFactory grains, FilmIndex index, SiteLinks links, Outbox outbox, TimeProvider time, ILogger<ModerationEmails> logger)
{
    /// <summary>How long the node that carried out a decision has to tell the author before another node does: 1 min.</summary>
    public static readonly TimeSpan OwnTime = TimeSpan.FromMinutes(1);

    private IModerationGrain Desk => grains.GetGrain<IModerationGrain>(IModerationGrain.Key);

    /// <summary>Tells the author about a decision that was carried out. If that fails, it is done later; the decision stands.</summary>
    public async Task TryTellAsync(ModerationDecision decision)
    {
        try
        {
            var author = await grains.GetGrain<IUserGrain>(decision.UserId).AccountAsync();
            if (author is { Email: { } email }) await outbox.PostAsync(await LetterAsync(decision, email), IdOf(decision));
            await Desk.AuthorToldAsync(decision.Number);
        }
        catch (Exception exception)
        {
            LogNotTold(decision.Number, exception);
        }
    }

    /// <summary>Tells a member about their suspension. If that fails, the suspension stands, and their settings mention it as
    /// well.</summary>
    public async Task TryTellOfSuspensionAsync(ModerationDecision decision, string? email)
    {
        try
        {
            if (email is not null) await outbox.PostAsync(ReviewEmails.Suspended(email, decision.Reason), IdOf(decision));
        }
        catch (Exception exception)
        {
            LogSuspensionNotTold(decision.Number, exception);
        }
    }

    /// <summary>Sends what nobody has sent in time.</summary>
    public async Task TellOverdueAsync()
    {
        var before = time.GetUtcNow() - OwnTime;
        foreach (var decision in await Desk.UntoldAsync())
        {
            if (decision.DecidedAt < before) await TryTellAsync(decision);
        }
    }

    /// <summary>The same on every node, so that two nodes send only one email.</summary>
    private static Guid IdOf(ModerationDecision decision)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"decision/{decision.Number}/{decision.DecidedAt.UtcTicks}");
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, 16));
    }

    private async Task<EmailMessage> LetterAsync(ModerationDecision decision, string to)
    {
        var film = index.Find(decision.FilmId!)?.Details?.Title ?? decision.FilmId!;
        if (decision.Action == ModerationAction.Restore)
            return ReviewEmails.ShownAgain(to, film, decision.Reason, links.To($"/films/{decision.FilmId}"));
        var review = await grains.GetGrain<IReviewGrain>(decision.UserId, decision.FilmId!, null).ReadAsync();
        var mayAppeal = review?.Hidden is { HasAppealed: false };
        return ReviewEmails.Hidden(to, film, decision, mayAppeal, links.To($"/films/{decision.FilmId}/reviews/mine"));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The member could not be emailed about the suspension in decision {Number}.")]
    private partial void LogSuspensionNotTold(long number, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The author could not be emailed about decision {Number}; this will be retried.")]
    private partial void LogNotTold(long number, Exception exception);
}

/// <summary>What we write to the authors of reviews.</summary>
internal static class ReviewEmails
{
    private const string MayRewrite = "You can change it. A moderator will then look at it again.";

    private const string MayAppeal = "If you think it should be shown as it is, you can appeal once on the same page.";

    /// <summary>Also when it was already hidden, and stays hidden.</summary>
    public static EmailMessage Hidden(string to, string film, ModerationDecision decision, bool mayAppeal, string link)
    {
        var stays = decision.Action == ModerationAction.Dismiss || decision.Kind == CaseKind.Appealed;
        return new EmailMessage
        {
            To = to,
            Subject = stays ? "Your review stays hidden" : "Your review was hidden",
            Link = link,
            Paragraphs =
            [
                stays ? $"A moderator has looked at your review of {film} again. It stays hidden: only you and the moderators can see it."
                    : $"A moderator has hidden your review of {film}. Only you and the moderators can see it now.",
                $"The moderator’s reason: {decision.Reason}",
                mayAppeal ? $"{MayRewrite} {MayAppeal}" : MayRewrite,
            ],
        };
    }

    public static EmailMessage Suspended(string to, string reason) => new()
    {
        To = to,
        Subject = "Your account is suspended",
        Paragraphs =
        [
            "A moderator has suspended your account. You can read, take your data with you and delete the account, but not post or vote; "
            + "your votes don't count in the meantime.",
            $"The moderator’s reason: {reason}",
        ],
    };

    public static EmailMessage ShownAgain(string to, string film, string reason, string link) => new()
    {
        To = to,
        Subject = "Your review is visible again",
        Link = link,
        Paragraphs =
        [
            $"A moderator has looked at your review of {film} again. Everyone can read it now.",
            $"The moderator’s reason: {reason}",
        ],
    };
}
