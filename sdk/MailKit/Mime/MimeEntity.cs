namespace MimeKit;

/// <summary>A part of a message, or all of its parts.</summary>
public abstract class MimeEntity
{
    private protected MimeEntity()
    {
    }

    internal abstract string? Text(string subtype);

    /// <summary>Headers of its own, an empty line and the content, its lines parted by CR LF.</summary>
    internal abstract void WriteTo(TextWriter writer);
}

internal sealed class TextPart(string subtype, string text) : MimeEntity
{
    internal override string? Text(string asked) => asked == subtype ? text : null;

    internal override void WriteTo(TextWriter writer)
    {
        var (encoding, content) = ContentEncoding.Of(text);
        writer.Write($"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{content}");
    }
}

/// <summary>The same in several forms, the richest last.</summary>
internal sealed class MultipartAlternative(params MimeEntity[] parts) : MimeEntity
{
    private readonly string _boundary = $"=-{Guid.NewGuid():N}";

    internal override string? Text(string subtype) => parts.Select(p => p.Text(subtype)).FirstOrDefault(t => t is not null);

    internal override void WriteTo(TextWriter writer)
    {
        writer.Write($"Content-Type: multipart/alternative;\r\n boundary=\"{_boundary}\"\r\n\r\n");
        foreach (var part in parts)
        {
            writer.Write($"--{_boundary}\r\n");
            part.WriteTo(writer);
            writer.Write("\r\n"); // It belongs to the boundary.
        }
        writer.Write($"--{_boundary}--\r\n");
    }
}
