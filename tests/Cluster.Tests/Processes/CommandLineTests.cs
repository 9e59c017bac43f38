using Reviews.DevCluster.Commands;

namespace Cluster.Tests.Processes;

/// <summary>What is asked wrongly is refused in one sentence and with 2, before any process runs.</summary>
public sealed class CommandLineTests
{
    private static readonly string[] Programs =
    [
        "--silo-program", typeof(CommandLineTests).Assembly.Location, "--api-program", typeof(CommandLineTests).Assembly.Location,
    ];

    private static readonly string[] Membership = ["--", "--Reviews:Cluster:ConnectionString=Host=127.0.0.1"];

    [Theory]
    [InlineData("--silos is 0; it must be 1 to 9.", "--silos", "0")]
    [InlineData("--apis is 10; it must be 1 to 9.", "--apis", "10")]
    [InlineData("--store is 'sqlite'; a cluster runs on postgres or azure.", "--store", "sqlite")]
    [InlineData("--urls is 'localhost'; it must be an address such as http://127.0.0.1:5080.", "--urls", "localhost")]
    [InlineData("Cannot parse argument 'many' for option '--silos' as expected type 'System.Int32'.", "--silos", "many")]
    [InlineData("cluster does not know '--silso'; write a setting as --Reviews:Quotas:Enabled=false.", "--silso")]
    public async Task Cluster_OptionIsWrong_IsRefused(string sentence, params string[] options)
    {
        var (code, said) = await RunAsync([.. Programs, .. options, .. Membership]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Equal(sentence, said);
    }

    [Fact]
    public async Task Cluster_ProgramIsNotThere_IsRefused()
    {
        var (code, said) = await RunAsync(["--silo-program", "/nowhere/Silo.dll", "--api-program", Programs[1], .. Membership]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Equal("There is no program '/nowhere/Silo.dll'.", said);
    }

    [Fact]
    public async Task Cluster_NoDatabaseForItsMembership_IsRefused()
    {
        var (code, said) = await RunAsync(Programs);

        Assert.Equal(CommandLine.Refused, code);
        Assert.StartsWith("This cluster keeps its membership in PostgreSQL", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Front_AddressOfAnApiIsWrong_IsRefused()
    {
        var (code, said) = await RunAsync(["front", "--to", "api-1:5000"]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Equal("--to is 'api-1:5000'; it must be an address such as http://127.0.0.1:5080.", said);
    }

    private static async Task<(int Code, string Said)> RunAsync(string[] args)
    {
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, error);
        return (code, error.ToString().TrimEnd());
    }
}
