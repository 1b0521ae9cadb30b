namespace SlackAudit.Cli.Import;

/// <summary>A stream of which the beginning was already read, whole again. It does not close the stream.</summary>
sealed class BeginningStream(ReadOnlyMemory<byte> beginning, Stream rest) : Stream
{
    ReadOnlyMemory<byte> left = beginning;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left.IsEmpty) return rest.ReadAsync(buffer, cancellationToken);
        var length = Math.Min(left.Length, buffer.Length);
        left[..length].CopyTo(buffer);
        left = left[length..];
        return ValueTask.FromResult(length);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
