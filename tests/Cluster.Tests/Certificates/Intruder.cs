using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Cluster.Tests.Certificates;

/// <summary>Somebody who can reach a port of a silo, and should get nothing from it.</summary>
internal static class Intruder
{
    /// <summary>The first byte of a refusal that TLS itself sends.</summary>
    private const byte Alert = 0x15;

    /// <summary>Says what Orleans says first: its length, and a client's words.</summary>
    private static readonly byte[] Greeting = [0, 0, 0, 32, .. Enumerable.Repeat((byte)1, 32)];

    /// <summary>Speaks without TLS until the port closes.</summary>
    /// <returns>Whether it was told more than that it is not understood.</returns>
    public static async Task<bool> IsAnsweredAsync(int port)
    {
        using var caller = new TcpClient();
        await caller.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        var told = await AskAsync(caller.GetStream());
        return told.Length > 0 && told[0] != Alert;
    }

    /// <summary>Speaks TLS with this certificate, or none, until the port closes. It believes whoever answers.</summary>
    /// <returns>Whether it was told anything.</returns>
    public static async Task<bool> IsAnsweredAsync(int port, X509Certificate2? certificate)
    {
        using var caller = new TcpClient();
        await caller.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(caller.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true),
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
        };
        try
        {
            await tls.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken);
            return (await AskAsync(tls)).Length > 0;
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            return false;
        }
    }

    private static async Task<byte[]> AskAsync(Stream stream)
    {
        using var told = new MemoryStream();
        try
        {
            await stream.WriteAsync(Greeting, TestContext.Current.CancellationToken);
            await stream.CopyToAsync(told, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Closed in its face.
        }

        return told.ToArray();
    }
}
