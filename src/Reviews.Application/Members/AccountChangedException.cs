namespace Reviews.Application.Members;

/// <summary>
/// The account was changed elsewhere at the same moment: what was asked for was not done, or not completed, and can be requested again.
/// </summary>
internal sealed class AccountChangedException() : Exception("The account has just changed elsewhere. Try again.");
