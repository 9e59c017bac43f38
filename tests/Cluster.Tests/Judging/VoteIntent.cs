namespace Cluster.Tests.Judging;

/// <summary>
/// What one member knows of their vote on one film: the last that was acknowledged, and what they asked for since without an answer. Used
/// by one caller at a time.
/// </summary>
internal sealed class VoteIntent
{
    private readonly HashSet<double> _unanswered = [];

    /// <summary>The stars last acknowledged; 0 for a withdrawal and before the first vote.</summary>
    public double Standing { get; private set; }

    public void Ask(double stars) => _unanswered.Add(stars);

    public void Acknowledge(double stars)
    {
        Standing = stars;
        _unanswered.Clear();
    }

    public VoteIntent Copy()
    {
        var copy = new VoteIntent { Standing = Standing };
        copy._unanswered.UnionWith(_unanswered);
        return copy;
    }

    /// <summary>Whether the cluster may hold this without having lost or invented anything.</summary>
    public bool Allows(double stars) => stars.Equals(Standing) || _unanswered.Contains(stars);

    public override string ToString() => _unanswered.Count == 0
        ? $"{Standing} was acknowledged"
        : $"{Standing} was acknowledged, {string.Join(", ", _unanswered)} asked for without an answer";
}
