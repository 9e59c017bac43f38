using System.Buffers.Binary;
using System.Text;

namespace Reviews.Testing;

/// <summary>
/// A Protocol Buffers message, as far as the wire format reveals it without a schema: numbered fields, repeated ones in order.
/// </summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, byte[] Bytes)> _fields = [];

    public ProtobufMessage(ReadOnlySpan<byte> wire)
    {
        while (!wire.IsEmpty)
        {
            var key = ReadVarint(ref wire);
            var length = (key & 7) switch
            {
                0 => VarintLength(wire),
                1 => 8,
                2 => (int)ReadVarint(ref wire),
                5 => 4,
                var type => throw new InvalidDataException($"There is no wire type {type}."),
            };
            _fields.Add(((int)(key >> 3), wire[..length].ToArray()));
            wire = wire[length..];
        }
    }

    /// <summary>The messages in the field of that number.</summary>
    public IEnumerable<ProtobufMessage> Messages(int number) => Values(number).Select(bytes => new ProtobufMessage(bytes));

    /// <summary>The messages at the end of a path of fields.</summary>
    public IEnumerable<ProtobufMessage> Messages(int number, params int[] further) =>
        further.Aggregate(Messages(number), (messages, next) => messages.SelectMany(message => message.Messages(next)));

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number));

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number));

    public double Double(int number) => BinaryPrimitives.ReadDoubleLittleEndian(Bytes(number));

    private byte[] Bytes(int number) => Values(number).LastOrDefault() ?? [];

    private IEnumerable<byte[]> Values(int number) => _fields.Where(field => field.Number == number).Select(field => field.Bytes);

    private static ulong ReadVarint(ref ReadOnlySpan<byte> wire)
    {
        var length = VarintLength(wire);
        var value = 0UL;
        for (var i = 0; i < length; i++) value |= (ulong)(wire[i] & 0x7f) << (7 * i);
        wire = wire[length..];
        return value;
    }

    private static int VarintLength(ReadOnlySpan<byte> wire)
    {
        var length = 1;
        while ((wire[length - 1] & 0x80) != 0) length++;
        return length;
    }
}
