using System.Net;
using System.Net.Http.Json;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>A letter that a 2xx has promised arrives, whichever process is killed, by a real mail server.</summary>
[Trait("Category", "Slow")]
public sealed class EmailTests
{
    private const string Email = "kathy@example.org";
    private const string Reset = "Set a new password";
    private const string Confirmation = "Confirm your email address";

    private readonly int _port = FreePorts.Take(1)[0];

    private string[] Arguments => [.. Client.OperatorArguments, "--Reviews:Sample=false", .. MailServer.ArgumentsFor(_port)];

    [Fact]
    public async Task Kill_LetterWasPromisedAndNobodyTakesMail_ItArrivesAfterTheRestart()
    {
        using var folder = new DataFolder();
        await using (var server = await ServerProcess.StartApiAsync(folder.Path, Arguments))
        {
            await PromiseAsync(server);
            await server.KillAsync();
        }

        await using var next = await ServerProcess.StartApiAsync(folder.Path, Arguments);
        await Eventually.GetAsync(() => next.Output, said => said.Contains("Mail can't be sent.", StringComparison.Ordinal));
        await using var mail = MailServer.Start(_port);   // it waits for that as well
        await ArrivesAsync(mail, Reset);
        await ArrivesAsync(mail, Confirmation);
        Assert.All(mail.Received, letter => Assert.Equal(Email, letter.To));
    }

    [Fact]
    public async Task Kill_MailServerHasALetterAndTheSiteDoesNotKnow_ItComesTwiceUnderOneId()
    {
        using var folder = new DataFolder();
        await using var mail = MailServer.Start(_port);
        mail.IsSilent = true;
        await using (var server = await ServerProcess.StartApiAsync(folder.Path, Arguments))
        {
            await PromiseAsync(server);
            await ArrivesAsync(mail, Confirmation);
            await server.KillAsync();
        }

        mail.IsSilent = false;
        await using var next = await ServerProcess.StartApiAsync(folder.Path, Arguments);
        await ArrivesAsync(mail, Reset);
        var twice = await Eventually.GetAsync(() => Of(mail, Confirmation), letters => letters.Length > 1);
        Assert.Single(twice.Select(letter => letter.MessageId).Distinct());
        Assert.NotEqual(twice[0].MessageId, Of(mail, Reset)[0].MessageId);
    }

    [Fact]
    public async Task Kill_OfTheSilo_LetterThatWasPromisedArrives()
    {
        using var folder = new DataFolder();
        var ports = FreePorts.Take(2);
        var silo = ServerProcess.LaunchSilo(folder.Path, ports[0], ports[1]);
        string[] cluster = [.. Arguments, $"--Reviews:Cluster:Gateway=127.0.0.1:{ports[1]}"];
        await using var api = await ServerProcess.StartApiAsync(folder.Path, cluster);
        await PromiseAsync(api);

        await silo.KillAsync();
        await using var next = ServerProcess.LaunchSilo(folder.Path, ports[0], ports[1]);
        await using var mail = MailServer.Start(_port);
        await ArrivesAsync(mail, Reset);
        await silo.DisposeAsync();
    }

    /// <summary>Somebody joins and asks for a new password; both letters are promised when this ends.</summary>
    private static async Task PromiseAsync(ServerProcess server)
    {
        using var member = await Client.JoinAsync(server.Address, Email);
        using var asked = await member.Http.PostAsJsonAsync(
            "/api/account/forgotPassword", new { email = Email }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
    }

    private static async Task ArrivesAsync(MailServer mail, string subject) =>
        await Eventually.GetAsync(() => Of(mail, subject), letters => letters.Length > 0, $"'{subject}' arrives");

    private static ReceivedEmail[] Of(MailServer mail, string subject) => [.. mail.Received.Where(letter => letter.Subject == subject)];
}
