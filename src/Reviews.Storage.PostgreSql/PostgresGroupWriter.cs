using Npgsql;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Writing;

namespace Reviews.Storage.PostgreSql;

/// <summary>Executes groups of writes on the only writing connection: one transaction per group, in most cases two round trips.</summary>
internal sealed class PostgresGroupWriter(PostgresSession session, StoreIncarnations incarnations, IStoreFaults faults) : IGroupWriter
{
    /// <summary>Attempts with a store that changes underneath the group before it counts as unavailable: 3.</summary>
    private const int MaxLooks = 3;

    public long Commit(IReadOnlyList<StoreWrite> group)
    {
        for (var look = 1; !TryCommit(group); look++)
        {
            if (look == MaxLooks) throw new StoreUnavailableException("PostgreSQL came back with less again and again.");
        }

        return group.Sum(write => write.Result.Applied ? (long)write.Bytes : 0);
    }

    /// <summary>False if the store is at another incarnation; the next attempt refuses whatever depends on the earlier one.</summary>
    private bool TryCommit(IReadOnlyList<StoreWrite> group)
    {
        var connection = session.Connect();
        try
        {
            Carry(incarnations.Admitted(group), connection);
            return true;
        }
        catch (StoreMovedException)
        {
            session.Drop();
            return false;
        }
        catch (Exception exception) when (PostgresFailures.IsOfTheGroup(exception) || !session.IsConnected)
        {
            // Possibly in the middle of the commit: then the outcome is unknown. The next group reconnects.
            session.Drop();
            throw new StoreUnavailableException(PostgresFailures.Describe(exception), exception);
        }
    }

    private void Carry(IReadOnlyList<StoreWrite> group, NpgsqlConnection connection)
    {
        var transaction = connection.BeginTransaction();
        try
        {
            foreach (var write in group) faults.OnWrite(write);
            Carry(Rounds(group), connection);
            faults.OnCommitting(group);
        }
        catch
        {
            transaction.Dispose();
            throw;
        }

        session.Commit();
    }

    private void Carry(List<List<StoreWrite>> rounds, NpgsqlConnection connection)
    {
        var looks = true;   // with the first round trip
        foreach (var round in rounds)
        {
            Carry(round, connection, looks);
            looks = false;
        }
    }

    private void Carry(List<StoreWrite> round, NpgsqlConnection connection, bool looks)
    {
        using var batch = new PostgresBatch(connection);
        if (looks) session.Incarnation.AddLook(batch);
        var appends = new List<AppendSegment>(round.Count);
        foreach (var write in round)
        {
            if (write is AppendSegment { Journal: not null } append) appends.Add(append);
        }

        batch.AddAppends(appends);
        foreach (var write in round.Where(write => write is not AppendSegment { Journal: not null }).OrderBy(
            write => write.Subject, StringComparer.Ordinal))
            batch.AddWrite(write);
        batch.Execute();
        if (looks) session.Incarnation.Confirm();
    }

    /// <summary>
    /// The n-th round has the n-th write to each journal or record, so that order is kept where it matters and one statement can do all of
    /// a round's appends. There is rarely more than one round.
    /// </summary>
    private static List<List<StoreWrite>> Rounds(IReadOnlyList<StoreWrite> group)
    {
        var rounds = new List<List<StoreWrite>>();
        var earlier = new Dictionary<string, int>(group.Count, StringComparer.Ordinal);
        foreach (var write in group)
        {
            var round = earlier.GetValueOrDefault(write.Subject);
            earlier[write.Subject] = round + 1;
            if (round == rounds.Count) rounds.Add([]);
            rounds[round].Add(write);
        }

        return rounds;
    }
}
