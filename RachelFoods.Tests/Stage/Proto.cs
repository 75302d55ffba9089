using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RachelFoods.Tests.Stage;

/// <summary>A protobuf message without its schema: fields by number, as often as they come.</summary>
public sealed class Proto
{
    private readonly ILookup<int, byte[]> _fields;

    public Proto(byte[] bytes) => _fields = Read(bytes).ToLookup(f => f.Number, f => f.Value);

    public IEnumerable<Proto> Messages(int field) => _fields[field].Select(value => new Proto(value));

    public byte[] Bytes(int field) => _fields[field].Single();

    public string Text(int field) => Encoding.UTF8.GetString(_fields[field].SingleOrDefault() ?? []);

    public long Fixed(int field) => _fields[field].SingleOrDefault() is { } value ? BinaryPrimitives.ReadInt64LittleEndian(value) : 0;

    /// <summary>As OTLP's AnyValue: text 1, bool 2, whole number 3.</summary>
    public string Value() => _fields.Contains(1) ? Text(1)
        : _fields[3].Concat(_fields[2]).FirstOrDefault() is { } number ? BinaryPrimitives.ReadInt64LittleEndian(number).ToString(CultureInfo.InvariantCulture)
        : "";

    private static List<(int Number, byte[] Value)> Read(byte[] bytes)
    {
        var fields = new List<(int, byte[])>();
        for (var at = 0; at < bytes.Length;)
        {
            var key = Varint(bytes, ref at);
            var value = (key & 7) switch
            {
                0 => BitConverter.GetBytes(Varint(bytes, ref at)),
                1 => Take(bytes, ref at, 8),
                2 => Take(bytes, ref at, (int)Varint(bytes, ref at)),
                5 => Take(bytes, ref at, 4),
                _ => throw new FormatException("This is no protobuf."),
            };
            fields.Add(((int)(key >> 3), value));
        }
        return fields;
    }

    private static byte[] Take(byte[] bytes, ref int at, int length) => bytes[at..(at += length)];

    private static ulong Varint(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var octet = bytes[at++];
            value |= (ulong)(octet & 0x7f) << shift;
            if (octet < 0x80)
            {
                return value;
            }
        }
    }
}
