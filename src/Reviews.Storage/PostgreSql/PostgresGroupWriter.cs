using Npgsql;
using Reviews.Storage.Writing;

namespace Reviews.Storage.PostgreSql;

/// <summary>Carries out groups of writes on the one writing connection: one transaction a group, in most cases two round trips.</summary>
internal sealed class PostgresGroupWriter(PostgresSession session, IStoreFaults faults) : IGroupWriter
{
    public long Commit(IReadOnlyList<StoreWrite> group)
    {
        var connection = session.Connect();
        try
        {
            Carry(group, connection);
        }
        catch (Exception exception) when (PostgresFailures.IsOfTheGroup(exception) || !session.IsConnected)
        {
            // Perhaps in the middle of the commit: then nobody knows. The next group connects anew.
            session.Drop();
            throw new StoreUnavailableException(PostgresFailures.Describe(exception), exception);
        }

        return group.Sum(write => write.Result.Applied ? (long)write.Bytes : 0);
    }

    private void Carry(IReadOnlyList<StoreWrite> group, NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var write in group) faults.OnWrite(write);
        foreach (var round in Rounds(group)) Carry(round, connection);
        faults.OnCommitting(group);
        transaction.Commit();
    }

    private static void Carry(List<StoreWrite> round, NpgsqlConnection connection)
    {
        using var batch = new PostgresBatch(connection);
        var appends = new List<AppendSegment>(round.Count);
        foreach (var write in round)
        {
            if (write is AppendSegment { Journal: not null } append) appends.Add(append);
        }

        batch.AddAppends(appends);
        foreach (var write in round.Where(write => write is not AppendSegment { Journal: not null }).OrderBy(write => write.Subject, StringComparer.Ordinal))
            batch.AddWrite(write);
        batch.Execute();
    }

    /// <summary>
    /// The n-th round has the n-th write to each journal or record, so that the order is kept where it matters and one statement can do all
    /// appends of a round. There is rarely more than one.
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
