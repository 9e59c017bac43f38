using Reviews.Api.Mail;
using Reviews.Api.Moderation.Addresses;

namespace Reviews.Api.Accounts.Mails;

/// <summary>What we write to members about their accounts.</summary>
internal static class AccountLetters
{
    private const string GoodForADay = "The link is good for one day, and for one use.";
    private const string NotMe =
        "If that was not you, ask for a new password at once: the link that comes by mail removes what was set, and signs everybody out.";

    public static Letter ConfirmAddress(string to, string link) => new()
    {
        To = to,
        Subject = "Confirm your email address",
        Link = link,
        Paragraphs =
        [
            "Somebody joined OrleansReviews with this address. If it was you, confirm the address here:", GoodForADay,
            "If it was not you, don't follow the link. To make the account yours, set a new password: that removes whatever they have set.",
        ],
    };

    public static Letter ConfirmNewAddress(string to, string link) => new()
    {
        To = to,
        Subject = "Confirm your new email address",
        Link = link,
        Paragraphs =
        [
            "A member of OrleansReviews wants to use this address from now on. If it was you, confirm it here:", GoodForADay,
            "Until then the account keeps the address it has. If it was not you, do nothing.",
        ],
    };

    /// <summary>Instead of a confirmation, so that who asked learns nothing about the address and who has it learns everything.</summary>
    /// <param name="to">Whose address it is.</param>
    /// <param name="link">Where they sign in.</param>
    public static Letter AddressInUse(string to, string link) => new()
    {
        To = to,
        Link = link,
        Subject = "You already have an account",
        Paragraphs =
        [
            "A member of OrleansReviews wanted to use this address for another account. Nothing was changed: the address belongs to yours.",
            "If it was you, sign in there to the account that has this address, or ask for a new password for it.",
        ],
    };

    /// <summary>To the owner of an address with which somebody wanted to join.</summary>
    /// <param name="to">Whose address it is.</param>
    /// <param name="link">Where they sign in.</param>
    public static Letter AddressRegistered(string to, string link) => new()
    {
        To = to,
        Link = link,
        Subject = "You already have an account",
        Paragraphs =
        [
            "Somebody wanted to join OrleansReviews with this address. Nothing was changed: the address belongs to your account.",
            "If it was you, sign in there, or ask there for a new password. If it was not you, do nothing.",
        ],
    };

    public static Letter ResetPassword(string to, string link) => new()
    {
        To = to,
        Subject = "Set a new password",
        Link = link,
        Paragraphs = ["Somebody asked for a new password for your account at OrleansReviews. If it was you, set it here:", GoodForADay,
            "If it was not you, do nothing: your password stays."],
    };

    /// <summary>To who asked by a program, which wants the code itself.</summary>
    public static Letter ResetPassword(string to, string link, string code)
    {
        var letter = ResetPassword(to, link);
        return letter with { Paragraphs = [.. letter.Paragraphs, $"A program that asks for a code wants this one: {code}"] };
    }

    public static Letter PasswordChanged(string to) => new()
    {
        To = to,
        Subject = "Your password was changed",
        Paragraphs =
        [
            "The password of your account at OrleansReviews was changed, and all other browsers and programs were signed out.", NotMe,
        ],
    };

    /// <summary>After a reset by mail, which takes the account back from whoever had it.</summary>
    public static Letter PasswordReset(string to) => new()
    {
        To = to,
        Subject = "Your password was reset",
        Paragraphs =
        [
            "The password of your account at OrleansReviews was reset by a link that came to this address. All browsers and programs "
                + "were signed out.",
            "Every passkey, authenticator and recovery code that the account had was removed, since somebody else may have set them: set "
                + "up yours again.",
            "If that was not you, somebody reads your mail: change the password of your mailbox first, and then this one.",
        ],
    };

    public static Letter TwoFactorTurnedOn(string to) => Notice(
        to, "Two-factor sign-in was turned on", "Your account at OrleansReviews asks for a code of your authenticator from now on.");

    public static Letter AuthenticatorChanged(string to) => Notice(
        to, "Your authenticator was changed", "Your account at OrleansReviews takes the codes of another authenticator from now on.");

    public static Letter AuthenticatorKeyShown(string to) => Notice(
        to, "Two-factor sign-in is being set up",
        "Somebody who was signed in to your account at OrleansReviews was shown a key for an authenticator. It opens nothing until "
        + "two-factor sign-in is turned on with it.");

    public static Letter NewRecoveryCodes(string to) => Notice(
        to, "New recovery codes were made",
        "Your account at OrleansReviews has new recovery codes. Any earlier ones no longer work.");

    public static Letter PasskeyAdded(string to) => Notice(
        to, "A passkey was added", "Your account at OrleansReviews has another passkey: whoever holds it can sign in.");

    public static Letter PasskeyRemoved(string to) => Notice(
        to, "A passkey was removed", "A passkey of your account at OrleansReviews was removed; nobody can sign in with it any more.");

    private static Letter Notice(string to, string subject, string what) =>
        new() { To = to, Subject = subject, Paragraphs = [what, NotMe] };

    public static Letter AddressChanged(string to) => new()
    {
        To = to,
        Subject = "Your email address was changed",
        Paragraphs =
        [
            "Your account at OrleansReviews has another email address now. Nothing more will come to this one.",
            "If that was not you, write to whoever runs the site.",
        ],
    };

    public static Letter AddressIsNew(string to) => new()
    {
        To = to,
        Subject = "This is your email address now",
        Paragraphs =
        [
            "Your account at OrleansReviews has this email address from now on. The one before was told, too.",
            "If you don't know of it, write to whoever runs the site.",
        ],
    };

    public static Letter AddressSuspended(string to) => new()
    {
        To = to,
        Subject = "There can be no account with this address now",
        Paragraphs =
        [
            $"Somebody wanted to join OrleansReviews with this address. {SuspendedAddressValidator.Suspended.Description}",
            "If that was not you, do nothing.",
        ],
    };

    public static Letter ErasureAsked(string to) => new()
    {
        To = to,
        Subject = "Your account is being erased",
        Paragraphs =
        [
            "Somebody who was signed in to your account at OrleansReviews, and had just proved to be you, asked for it to be erased with "
            + "all its "
            + "ratings and reviews. This can't be undone.",
            "If that was not you, write to whoever runs the site, and set a new password wherever you use the same one.",
        ],
    };

    public static Letter TwoFactorTurnedOff(string to) => new()
    {
        To = to,
        Subject = "Two-factor sign-in was turned off",
        Paragraphs = ["Your account at OrleansReviews no longer asks for a code of your authenticator.", NotMe],
    };
}
