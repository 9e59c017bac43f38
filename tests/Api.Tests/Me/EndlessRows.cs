using System.Text;

namespace Reviews.Api.Tests.Me;

/// <summary>A Letterboxd file of any length, made while it is sent: the same row over and over below the header.</summary>
/// <param name="length">Its bytes.</param>
internal sealed class EndlessRows(long length) : Stream
{
    private static readonly byte[] Header = Encoding.ASCII.GetBytes("Date,Name,Year,Letterboxd URI,Rating\n");
    private static readonly byte[] Row = Encoding.ASCII.GetBytes("2020-01-01,No Such Film,1999,,4\n");

    private long _position;

    /// <summary>Bytes of a row.</summary>
    public static int RowLength => Row.Length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var wanted = (int)Math.Min(count, length - _position);
        for (var i = 0; i < wanted; i++, _position++)
            buffer[offset + i] = _position < Header.Length ? Header[_position] : Row[(_position - Header.Length) % Row.Length];
        return wanted;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
