using System.Net;
using System.Net.Sockets;

namespace Reviews.Application.Quotas;

/// <summary>The network that a request comes from, as far as it belongs to one client.</summary>
internal static class ClientNetwork
{
    /// <summary>The address; of IPv6 its /64, since a subscriber has a whole one to send from. Empty when there is none.</summary>
    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <summary>The same for an address as text; empty when it is not valid.</summary>
    public static string Of(string address) => Of(IPAddress.TryParse(address, out var parsed) ? parsed : null);

    private static string Of(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return (address.AddressFamily == AddressFamily.InterNetworkV6 ? NetworkOf(address) : address).ToString();
    }

    private static IPAddress NetworkOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
