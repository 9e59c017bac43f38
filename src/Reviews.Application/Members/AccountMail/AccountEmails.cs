using Reviews.Application.Mail;
using Reviews.Application.Members.Suspension;

namespace Reviews.Application.Members.AccountMail;

/// <summary>What we write to members about their accounts.</summary>
internal static class AccountEmails
{
    private const string GoodForADay = "The link is valid for one day, and works once.";
    private const string NotMe =
        "If this wasn't you, request a new password at once: the link we email you removes what was set, and signs everyone out.";

    public static EmailMessage ConfirmAddress(string to, string link) => new()
    {
        To = to,
        Subject = "Confirm your email address",
        Link = link,
        Paragraphs =
        [
            "Someone joined OrleansReviews with this address. If it was you, confirm it here:", GoodForADay,
            "If it wasn't you, don't click the link. To make the account yours, set a new password: that removes whatever they have set.",
        ],
    };

    public static EmailMessage ConfirmNewAddress(string to, string link) => new()
    {
        To = to,
        Subject = "Confirm your new email address",
        Link = link,
        Paragraphs =
        [
            "A member of OrleansReviews wants to use this address from now on. If it was you, confirm it here:", GoodForADay,
            "Until then, the account keeps its current address. If it wasn't you, do nothing.",
        ],
    };

    /// <summary>Instead of a confirmation, so that the person asking learns nothing about the address and its owner learns
    /// everything.</summary>
    /// <param name="to">Whose address it is.</param>
    /// <param name="link">Where they sign in.</param>
    public static EmailMessage AddressInUse(string to, string link) => new()
    {
        To = to,
        Link = link,
        Subject = "You already have an account",
        Paragraphs =
        [
            "A member of OrleansReviews tried to use this address for another account. Nothing was changed: the address belongs to yours.",
            "If it was you, sign in there to the account with this address, or request a new password for it.",
        ],
    };

    /// <summary>To the owner of an address that someone tried to join with.</summary>
    /// <param name="to">Whose address it is.</param>
    /// <param name="link">Where they sign in.</param>
    public static EmailMessage AddressRegistered(string to, string link) => new()
    {
        To = to,
        Link = link,
        Subject = "You already have an account",
        Paragraphs =
        [
            "Someone tried to join OrleansReviews with this address. Nothing was changed: the address belongs to your account.",
            "If it was you, sign in there, or request a new password there. If it wasn't you, do nothing.",
        ],
    };

    public static EmailMessage ResetPassword(string to, string link) => new()
    {
        To = to,
        Subject = "Set a new password",
        Link = link,
        Paragraphs = ["Someone requested a new password for your account at OrleansReviews. If it was you, set it here:", GoodForADay,
            "If it wasn't you, do nothing: your password stays the same."],
    };

    /// <summary>For a request from an app, which needs the code itself.</summary>
    public static EmailMessage ResetPassword(string to, string link, string code)
    {
        var email = ResetPassword(to, link);
        return email with { Paragraphs = [.. email.Paragraphs, $"If an app asks for a code, enter this one: {code}"] };
    }

    public static EmailMessage PasswordChanged(string to) => new()
    {
        To = to,
        Subject = "Your password was changed",
        Paragraphs =
        [
            "The password of your account at OrleansReviews was changed, and all other browsers and apps were signed out.", NotMe,
        ],
    };

    /// <summary>After a reset by mail, which takes the account back from whoever had it.</summary>
    public static EmailMessage PasswordReset(string to) => new()
    {
        To = to,
        Subject = "Your password was reset",
        Paragraphs =
        [
            "The password of your account at OrleansReviews was reset with a link sent to this address. All browsers and apps were "
                + "signed out.",
            "Every passkey, authenticator and recovery code of the account was removed, since someone else may have set them up. Set "
                + "up yours again.",
            "If this wasn't you, someone else is reading your mail: change your mailbox's password first, and then this one.",
        ],
    };

    public static EmailMessage TwoFactorTurnedOn(string to) => Notice(
        to, "Two-factor sign-in was turned on", "Your account at OrleansReviews now asks for a code from your authenticator.");

    public static EmailMessage AuthenticatorChanged(string to) => Notice(
        to, "Your authenticator was changed", "Your account at OrleansReviews now takes codes from another authenticator.");

    public static EmailMessage AuthenticatorKeyShown(string to) => Notice(
        to, "Two-factor sign-in is being set up",
        "Someone who was signed in to your account at OrleansReviews was shown a key for an authenticator. It has no effect until "
        + "two-factor sign-in is turned on with it.");

    public static EmailMessage NewRecoveryCodes(string to) => Notice(
        to, "New recovery codes were created",
        "Your account at OrleansReviews has new recovery codes. Any earlier ones no longer work.");

    public static EmailMessage PasskeyAdded(string to) => Notice(
        to, "A passkey was added", "Your account at OrleansReviews has a new passkey: whoever has it can sign in.");

    public static EmailMessage PasskeyRemoved(string to) => Notice(
        to, "A passkey was removed", "A passkey of your account at OrleansReviews was removed; nobody can sign in with it any more.");

    private static EmailMessage Notice(string to, string subject, string what) =>
        new() { To = to, Subject = subject, Paragraphs = [what, NotMe] };

    public static EmailMessage AddressChanged(string to) => new()
    {
        To = to,
        Subject = "Your email address was changed",
        Paragraphs =
        [
            "Your account at OrleansReviews has a different email address now. We won't send anything more to this one.",
            "If this wasn't you, write to the people who run the site.",
        ],
    };

    public static EmailMessage AddressIsNew(string to) => new()
    {
        To = to,
        Subject = "This is now your email address",
        Paragraphs =
        [
            "This is now the email address of your account at OrleansReviews. We have told your previous address, too.",
            "If you don't recognise this change, write to the people who run the site.",
        ],
    };

    public static EmailMessage AddressSuspended(string to) => new()
    {
        To = to,
        Subject = "This address can't be used for an account now",
        Paragraphs =
        [
            $"Someone tried to join OrleansReviews with this address. {SuspendedAddressValidator.Suspended.Description}",
            "If this wasn't you, do nothing.",
        ],
    };

    public static EmailMessage ErasureAsked(string to) => new()
    {
        To = to,
        Subject = "Your account is being erased",
        Paragraphs =
        [
            "Someone who was signed in to your account at OrleansReviews, and had just proved that they were you, asked for it to be "
            + "erased, with all its ratings and reviews. This can't be undone.",
            "If this wasn't you, write to the people who run the site, and set a new password wherever you use the same one.",
        ],
    };

    public static EmailMessage TwoFactorTurnedOff(string to) => new()
    {
        To = to,
        Subject = "Two-factor sign-in was turned off",
        Paragraphs = ["Your account at OrleansReviews no longer asks for a code from your authenticator.", NotMe],
    };
}
