namespace Reviews.Grains.Members;

/// <summary>Withdraws everything an erased member has contributed: votes, reviews, and helpful votes on others' reviews.</summary>
internal sealed class MemberWithdrawal(MemberWork work, MemberVotes votes, MemberReviews reviews, MemberMarks marks)
{
    /// <summary>Votes that are not withdrawn yet.</summary>
    public int VotesLeft => votes.ToWithdraw.Count();

    /// <summary>Reviews and helpful votes that are not withdrawn yet.</summary>
    public int ReviewsLeft => reviews.ToWithdraw.Count() + marks.ToWithdraw.Count();

    /// <summary>Withdraws what is left; true when nothing is.</summary>
    public async Task<bool> WithdrawAsync()
    {
        var unrated = await work.ForEachAsync(votes.ToWithdraw, MemberWork.Slice, vote => votes.WithdrawAsync(vote.FilmId));
        var unwritten = await work.ForEachAsync(reviews.ToWithdraw, MemberWork.Slice, reviews.WithdrawAsync)
            && await work.ForEachAsync(marks.ToWithdraw, MemberWork.Slice, marks.WithdrawAsync);
        return unrated && unwritten && !votes.ToWithdraw.Any() && !reviews.ToWithdraw.Any() && !marks.ToWithdraw.Any();
    }
}
