using System.Collections.Concurrent;

namespace Process.Tests.Fixtures;

/// <summary>
/// What every member knows of their votes: the last that was acknowledged, and what they asked for since without an answer.
/// </summary>
internal sealed class VoteHistory
{
    private readonly ConcurrentDictionary<(int Member, string FilmId), VoteIntent> _wishes = new();

    public int Acknowledged => _wishes.Values.Sum(intent => intent.Acknowledgements);

    public IEnumerable<KeyValuePair<(int Member, string FilmId), VoteIntent>> All => _wishes;

    public VoteIntent Of(int member, string filmId) => _wishes.GetOrAdd((member, filmId), _ => new VoteIntent());

    /// <summary>One member's wishes about one film. Used by one caller at a time.</summary>
    internal sealed class VoteIntent
    {
        private readonly HashSet<double> _unanswered = [];

        public int Acknowledgements { get; private set; }

        /// <summary>The stars last acknowledged; 0 for a withdrawal and before the first vote.</summary>
        public double Standing { get; private set; }

        public void Ask(double stars) => _unanswered.Add(stars);

        public void Acknowledge(double stars)
        {
            Standing = stars;
            Acknowledgements++;
            _unanswered.Clear();
        }

        /// <summary>Whether a store may hold this without having lost or invented anything.</summary>
        public bool Allows(double stars) => stars.Equals(Standing) || _unanswered.Contains(stars);
    }
}
