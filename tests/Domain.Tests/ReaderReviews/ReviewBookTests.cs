using Reviews.Domain.Reviews;

namespace Domain.Tests.ReaderReviews;

public sealed class ReviewBookTests
{
    [Fact]
    public void Put_RevisionsInAnyOrder_TheHighestStands()
    {
        var book = new ReviewBook();

        Assert.True(book.Put(7, 2, isShown: true, writtenAt: 100));
        Assert.False(book.Put(7, 1, isShown: false, writtenAt: 50));
        Assert.False(book.Put(7, 2, isShown: false, writtenAt: 50));
        Assert.Equal(1, book.Shown);
        Assert.True(book.Put(7, 3, isShown: false, writtenAt: 100));
        Assert.Equal(0, book.Shown);
        Assert.Empty(book.Recent(null, 5));
        Assert.Empty(book.Helpful(null, 5));
    }

    [Fact]
    public void Helpful_ByTheLowerBound_NotByTheCount()
    {
        var book = new ReviewBook();
        foreach (var user in new long[] { 1, 2, 3, 4 }) book.Put(user, 1, true, user);
        Mark(book, 1, helpful: 60, unhelpful: 140);   // most marks, but few of them say yes
        Mark(book, 2, helpful: 40, unhelpful: 2);
        Mark(book, 3, helpful: 1, unhelpful: 0);

        Assert.Equal([2L, 1, 3, 4], book.Helpful(null, 10).Select(place => place.UserId));
        Assert.Equal([4L, 3, 2, 1], book.Recent(null, 10).Select(place => place.UserId));
    }

    [Fact]
    public void Mark_SameMemberAgain_CountsOnceAndTheHighestTicketStands()
    {
        var book = new ReviewBook();
        book.Put(7, 1, true, 1);

        Assert.True(book.Mark(7, 8, 2, true));
        Assert.False(book.Mark(7, 8, 2, false));
        Assert.False(book.Mark(7, 8, 1, null));
        Assert.Equal(1, book.Find(7)!.Helpful);
        Assert.True(book.Mark(7, 8, 3, false));
        Assert.Equal((0, 1), (book.Find(7)!.Helpful, book.Find(7)!.Unhelpful));
        Assert.True(book.Mark(7, 8, 4, null));
        Assert.Equal((0, 0), (book.Find(7)!.Helpful, book.Find(7)!.Unhelpful));
        Assert.False(book.Mark(99, 8, 5, true));
    }

    [Fact]
    public void Orders_AfterManyChanges_AreThoseOfASort()
    {
        var (book, random) = (new ReviewBook(), new Random(4711));
        var revisions = new Dictionary<long, int>();
        for (uint ticket = 1; ticket <= 4_000; ticket++)
        {
            var user = random.Next(1, 60);
            if (random.Next(3) == 0)
                book.Put(user, revisions[user] = revisions.GetValueOrDefault(user) + 1, random.Next(4) > 0, random.Next(1_000));
            else book.Mark(user, random.Next(100, 140), ticket, random.Next(5) switch { 0 => null, 1 => false, _ => true });
        }

        var shown = book.All.Where(review => review.IsShown).ToArray();
        Assert.Equal(shown.Length, book.Shown);
        Assert.Equal(shown.Select(review => review.HelpfulPlace).OrderDescending(), book.Helpful(null, 100));
        Assert.Equal(shown.Select(review => review.RecentPlace).OrderDescending(), book.Recent(null, 100));
        foreach (var review in shown)
        {
            Assert.Equal(review.Marks.Count(mark => mark.IsHelpful == true), review.Helpful);
            Assert.Equal(review.Marks.Count(mark => mark.IsHelpful == false), review.Unhelpful);
        }
    }

    private static void Mark(ReviewBook book, long user, int helpful, int unhelpful)
    {
        for (var i = 0; i < helpful + unhelpful; i++) Assert.True(book.Mark(user, 1_000 + i, 1, i < helpful));
    }
}
