namespace Reviews.DevCluster.Processes;

/// <summary>How to start one process.</summary>
/// <param name="Name">What it is called in the table and in the names of its files, such as <c>silo-1</c>.</param>
/// <param name="Program">The program's file.</param>
/// <param name="Arguments">Visible to everyone in the process list, so nothing secret.</param>
/// <param name="Settings">Its configuration, keys such as <c>Reviews:Store</c>; handed over in the environment, because connection strings
/// hold passwords.</param>
/// <param name="Address">Where it answers <c>/health/ready</c>, and an API everything else.</param>
internal sealed record NodePlan(
    string Name, string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Settings, Uri Address);
