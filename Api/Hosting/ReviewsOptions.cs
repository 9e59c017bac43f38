using System.Net;

namespace Reviews.Api.Hosting;

/// <summary>What one process runs on. Section <c>Reviews</c>.</summary>
internal sealed class ReviewsOptions
{
    public const string Section = "Reviews";

    /// <summary>The folder that holds everything durable; made when it is not there. Default: <c>data</c> in the working directory.</summary>
    public string Data { get; set; } = "data";

    /// <summary>Which store holds it: <c>sqlite</c>.</summary>
    public string Store { get; set; } = "sqlite";

    /// <summary>Whether an empty store is filled with the sample catalogue. Default: true.</summary>
    public bool Sample { get; set; } = true;

    /// <summary>Where the grains are. Default: a silo in this process.</summary>
    public ClusterOptions Cluster { get; set; } = new();

    /// <summary>The operator's account, made on the first start.</summary>
    public OperatorOptions Operator { get; set; } = new();

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="ConfigurationRefusedException">Something is not as it must be; all of it is named.</exception>
    public static ReviewsOptions Read(IConfiguration configuration)
    {
        var options = new ReviewsOptions();
        try
        {
            configuration.GetSection(Section).Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            throw new ConfigurationRefusedException([exception.InnerException?.Message ?? exception.Message]);
        }

        var violations = options.Violations().ToArray();
        return violations.Length == 0 ? options : throw new ConfigurationRefusedException(violations);
    }

    private IEnumerable<string> Violations()
    {
        if (string.IsNullOrWhiteSpace(Data)) yield return "Reviews:Data must name a folder.";
        if (Store != "sqlite") yield return $"Reviews:Store is '{Store}'; there is sqlite.";
        if (Cluster.Gateway is { } gateway && !IPEndPoint.TryParse(gateway, out _))
            yield return $"Reviews:Cluster:Gateway is '{gateway}'; it must be an address and a port, as 127.0.0.1:30000.";
        if (string.IsNullOrEmpty(Operator.Email) != string.IsNullOrEmpty(Operator.Password))
            yield return "Reviews:Operator:Email and Reviews:Operator:Password go together.";
    }
}

/// <summary>Where the grains are.</summary>
internal sealed class ClusterOptions
{
    /// <summary>The gateway of a silo in another process, as <c>127.0.0.1:30000</c>; null: the silo runs in this process.</summary>
    public string? Gateway { get; set; }
}

/// <summary>The operator's account. Without it a one-time set-up link is printed at the start.</summary>
internal sealed class OperatorOptions
{
    public string? Email { get; set; }

    public string? Password { get; set; }
}

/// <summary>The configuration can't be run on.</summary>
internal sealed class ConfigurationRefusedException(IReadOnlyList<string> violations) : Exception(string.Join(Environment.NewLine, violations))
{
    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Violations => violations;
}
