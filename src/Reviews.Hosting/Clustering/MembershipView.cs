namespace Reviews.Hosting.Clustering;

/// <summary>Compares what a silo knows about its cluster with the table it read afterwards.</summary>
internal static class MembershipView
{
    /// <summary>
    /// Whether the table is older than what is known. At the same version, it must agree about every live silo: another silo may have
    /// written to the older table and so brought it to the same version.
    /// </summary>
    public static bool HasGoneBack(ClusterMembershipSnapshot known, MembershipTableData read) =>
        read.Version.Version < known.Version.Value
        || (read.Version.Version == known.Version.Value && !Living(known).SetEquals(Living(read)));

    /// <summary>
    /// A silo known to be dead but alive in the table; null if there is none. Silos never come back with the same address and generation.
    /// </summary>
    public static Tuple<MembershipEntry, string>? Resurrected(ClusterMembershipSnapshot known, MembershipTableData read) =>
        read.Members.FirstOrDefault(
        row => row.Item1.Status != SiloStatus.Dead && known.GetSiloStatus(row.Item1.SiloAddress) == SiloStatus.Dead);

    private static HashSet<(SiloAddress, SiloStatus)> Living(ClusterMembershipSnapshot known) =>
        [.. known.Members.Values.Where(member => member.Status != SiloStatus.Dead).Select(member => (member.SiloAddress, member.Status))];

    private static HashSet<(SiloAddress, SiloStatus)> Living(MembershipTableData read) =>
        [.. read.Members.Where(row => row.Item1.Status != SiloStatus.Dead).Select(row => (row.Item1.SiloAddress, row.Item1.Status))];
}
