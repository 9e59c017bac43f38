-- What Orleans' AdoNet clustering asks of a database: the names of statements, parameters and columns are its own, the rest is ours.
-- Every change goes through the version row of its cluster: who finds another version there changes nothing and is told 0.

CREATE TABLE IF NOT EXISTS membership(
    cluster text PRIMARY KEY,
    version integer NOT NULL DEFAULT 0);

CREATE TABLE IF NOT EXISTS silo(
    cluster text NOT NULL REFERENCES membership,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    status integer NOT NULL,
    gateway_port integer,
    suspected text,
    started timestamptz(3) NOT NULL,
    alive timestamptz(3) NOT NULL,
    PRIMARY KEY (cluster, address, port, generation));

-- Ours alone: the store that the silos of a cluster are on. Two of them on two stores would split what members write.
CREATE TABLE IF NOT EXISTS store(
    cluster text PRIMARY KEY,
    store text NOT NULL,
    noted timestamptz NOT NULL DEFAULT now());

CREATE TABLE IF NOT EXISTS OrleansQuery(
    QueryKey text PRIMARY KEY,
    QueryText text NOT NULL);

INSERT INTO OrleansQuery(QueryKey, QueryText) VALUES

('InsertMembershipVersionKey', $$
    WITH made AS (INSERT INTO membership(cluster) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*)::integer FROM made
$$),

('InsertMembershipKey', $$
    WITH moved AS (
        UPDATE membership SET version = version + 1
        WHERE cluster = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT 1 FROM silo WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING 1),
    added AS (
        INSERT INTO silo(cluster, address, port, generation, name, host, status, gateway_port, started, alive)
        SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved
        RETURNING 1)
    SELECT count(*)::integer FROM added
$$),

('UpdateMembershipKey', $$
    WITH moved AS (
        UPDATE membership SET version = version + 1
        WHERE cluster = @DeploymentId AND version = @Version AND EXISTS (
            SELECT 1 FROM silo WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING 1),
    changed AS (
        UPDATE silo SET status = @Status, suspected = @SuspectTimes, alive = @IAmAliveTime FROM moved
        WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1)
    SELECT count(*)::integer FROM changed
$$),

('UpdateIAmAlivetimeKey', $$
    UPDATE silo SET alive = @IAmAliveTime
    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),

('MembershipReadRowKey', $$
    SELECT m.cluster AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName, s.host AS HostName,
        s.status AS Status, s.gateway_port AS ProxyPort, s.suspected AS SuspectTimes, s.started AS StartTime, s.alive AS IAmAliveTime, m.version AS Version
    FROM membership m
    LEFT JOIN silo s ON s.cluster = m.cluster AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    WHERE m.cluster = @DeploymentId
$$),

('MembershipReadAllKey', $$
    SELECT m.cluster AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName, s.host AS HostName,
        s.status AS Status, s.gateway_port AS ProxyPort, s.suspected AS SuspectTimes, s.started AS StartTime, s.alive AS IAmAliveTime, m.version AS Version
    FROM membership m LEFT JOIN silo s ON s.cluster = m.cluster
    WHERE m.cluster = @DeploymentId
$$),

('GatewaysQueryKey', $$
    SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation
    FROM silo WHERE cluster = @DeploymentId AND status = @Status AND gateway_port > 0
$$),

('CleanupDefunctSiloEntriesKey', $$
    DELETE FROM silo WHERE cluster = @DeploymentId AND alive < @IAmAliveTime AND status <> 3
$$),

('DeleteMembershipTableEntriesKey', $$
    WITH gone AS (DELETE FROM silo WHERE cluster = @DeploymentId)
    DELETE FROM membership WHERE cluster = @DeploymentId
$$)

ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
