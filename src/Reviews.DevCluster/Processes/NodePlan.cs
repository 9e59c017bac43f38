namespace Reviews.DevCluster.Processes;

/// <summary>How to start one process.</summary>
/// <param name="Name">Its name in the table and in its files' names, such as <c>silo-1</c>.</param>
/// <param name="Program">The program's file.</param>
/// <param name="Arguments">Visible to everyone in the process list, so nothing secret.</param>
/// <param name="Settings">Its configuration, with keys such as <c>Reviews:Store</c>; passed in the environment, because connection strings
/// contain passwords.</param>
/// <param name="Address">Where it serves <c>/health/ready</c>, and an API everything else.</param>
internal sealed record NodePlan(
    string Name, string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Settings, Uri Address);
