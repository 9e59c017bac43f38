using System.Net.Sockets;
using Npgsql;

namespace Reviews.Storage.PostgreSql;

/// <summary>What database failures mean. No message repeats the connection string, which may contain a password.</summary>
internal static class PostgresFailures
{
    private const string InsufficientResources = "53";
    private const string OperatorIntervention = "57";
    private const string SystemError = "58";

    /// <summary>
    /// True if no write of the group is to blame: out of space, shutting down, blocked by a lock until the timeout (then all are late), a
    /// disk failure, or the server has become a standby.
    /// </summary>
    public static bool IsOfTheGroup(Exception exception) => exception is PostgresException { SqlState: var state }
        && (state[..2] is InsufficientResources or OperatorIntervention or SystemError
            || state == PostgresErrorCodes.LockNotAvailable
            || IsOfAStandby(state));

    /// <summary>A standby refuses to write, and to report its WAL position.</summary>
    private static bool IsOfAStandby(string state) =>
        state is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.ObjectNotInPrerequisiteState;

    /// <summary>True if there was no response in time.</summary>
    public static bool IsLate(Exception exception) => exception is TimeoutException or { InnerException: TimeoutException };

    /// <summary>One sentence for a log line or a caller.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        PostgresException failure => $"PostgreSQL answered {failure.SqlState}: {failure.MessageText}.",
        { InnerException: SocketException socket } => $"PostgreSQL is out of reach: {socket.Message}.",
        _ when IsLate(exception) => "PostgreSQL did not answer in time.",
        _ => $"The connection to PostgreSQL was lost: {exception.Message.TrimEnd('.')}.",
    };

    /// <summary>Why a store can't be opened, and what to do about it.</summary>
    public static StoreOpenException Refusal(PostgresAddress address, Exception exception)
    {
        var (server, database, user) = (address.Server, address.Database, address.User);
        var sentence = exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                $"PostgreSQL at {server} does not let the user '{user}' in: the password is wrong, or there is no such user or right.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                $"PostgreSQL at {server} has no database '{database}'; create it, or name another.",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } failure =>
                $"The user '{user}' lacks rights in the database '{database}' at {server} ({failure.MessageText}); grant CREATE on the "
                + "database, "
                + $"or all on the schema '{address.Schema}'.",
            PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } when address.Alone =>
                $"The store in schema '{address.Schema}' of '{database}' at {server} is in use by another run or by a cluster; stop that, "
                + "or name "
                + "another schema.",
            PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } =>
                $"The store in schema '{address.Schema}' of '{database}' at {server} is in use by a run that doesn't share it; stop "
                + "that, or "
                + "name another schema.",
            PostgresException { SqlState: var state } when IsOfAStandby(state) =>
                $"PostgreSQL at {server} is a standby and takes no writes; name the primary.",
            PostgresException failure => $"PostgreSQL at {server} refuses the store ({failure.SqlState}): {failure.MessageText}.",
            { InnerException: SocketException socket } => $"No PostgreSQL answers at {server}: {socket.Message}.",
            _ when IsLate(exception) => $"PostgreSQL at {server} did not answer in time.",
            _ => $"PostgreSQL at {server} can't be used: {exception.Message.TrimEnd('.')}.",
        };
        return new StoreOpenException(sentence, exception);
    }
}
