using System.Buffers.Binary;
using System.Text;

namespace RachelFoods.E2E.Faults.Stage;

/// <summary>
/// PostgreSQL's protocol without encryption. Something is answered when the server is idle again: a transaction is then committed or
/// undone. Prepared statements pass by name, so their texts are remembered.
/// </summary>
/// <seealso href="https://www.postgresql.org/docs/current/protocol-message-formats.html"/>
internal sealed class PostgresWire : IWire
{
    private readonly Lock _gate = new();
    private readonly PostgresMessages _asked = new("PBQS", opens: true);
    private readonly PostgresMessages _told = new("CZ", opens: false);
    private readonly Dictionary<string, string> _statements = new(StringComparer.Ordinal);
    private readonly Queue<List<string>> _batches = new([[]]); // The greeting is answered too.
    private List<string> _batch = [];
    private List<string> _statementsOfTransaction = [];
    private List<string> _tagsOfTransaction = [];

    public IReadOnlyList<Exchange> Ask(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            List<Exchange>? asked = null;
            foreach (var (type, body) in _asked.Read(bytes))
            {
                if (Ask(type, body))
                {
                    (asked ??= []).Add(new Exchange([.. _statementsOfTransaction, .. _batches.SelectMany(b => b)], []));
                }
            }
            return asked ?? (IReadOnlyList<Exchange>)[];
        }
    }

    public IReadOnlyList<Exchange> Tell(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            List<Exchange>? done = null;
            foreach (var (type, body) in _told.Read(bytes))
            {
                if (type == 'C')
                {
                    _tagsOfTransaction.Add(Text(body, 0, out _));
                }
                else if (EndsTransaction(body) is { } exchange)
                {
                    (done ??= []).Add(exchange);
                }
            }
            return done ?? (IReadOnlyList<Exchange>)[];
        }
    }

    /// <returns>Whether an answer is waited for from here on.</returns>
    private bool Ask(char type, byte[] body)
    {
        switch (type)
        {
            case 'P':
                var name = Text(body, 0, out var end);
                _statements[name] = Text(body, end, out _);
                break;
            case 'B':
                Text(body, 0, out var statement);
                _batch.Add(_statements.GetValueOrDefault(Text(body, statement, out _)) ?? "");
                break;
            case 'Q':
                _batches.Enqueue([Text(body, 0, out _)]);
                return true;
            case 'S':
                _batches.Enqueue(_batch);
                _batch = [];
                return true;
        }
        return false;
    }

    private Exchange? EndsTransaction(byte[] readyForQuery)
    {
        if (_batches.TryDequeue(out var batch))
        {
            _statementsOfTransaction.AddRange(batch);
        }
        if (readyForQuery is not [(byte)'I'])
        {
            return null;
        }
        var exchange = new Exchange(_statementsOfTransaction, _tagsOfTransaction);
        (_statementsOfTransaction, _tagsOfTransaction) = ([], []);
        return exchange;
    }

    private static string Text(byte[] body, int from, out int next)
    {
        var end = Array.IndexOf(body, (byte)0, from);
        next = end + 1;
        return Encoding.UTF8.GetString(body, from, end - from);
    }
}

/// <summary>Cuts a stream of bytes into messages and keeps the bodies of the kinds that somebody reads.</summary>
internal sealed class PostgresMessages(string kept, bool opens)
{
    private readonly byte[] _head = new byte[5];
    private int _headFilled = opens ? 1 : 0; // The first message of a connection has no type.
    private byte[]? _body;
    private int _missing;

    public IReadOnlyList<(char Type, byte[] Body)> Read(ReadOnlySpan<byte> bytes)
    {
        List<(char, byte[])>? whole = null;
        while (bytes.Length > 0)
        {
            bytes = _headFilled < _head.Length ? ReadHead(bytes) : ReadBody(bytes);
            if (_headFilled == _head.Length && _missing == 0)
            {
                if (_body is not null)
                {
                    (whole ??= []).Add(((char)_head[0], _body));
                }
                _headFilled = 0;
            }
        }
        return whole ?? (IReadOnlyList<(char, byte[])>)[];
    }

    private ReadOnlySpan<byte> ReadHead(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(_head.Length - _headFilled, bytes.Length);
        bytes[..taken].CopyTo(_head.AsSpan(_headFilled));
        _headFilled += taken;
        if (_headFilled == _head.Length)
        {
            _missing = BinaryPrimitives.ReadInt32BigEndian(_head.AsSpan(1)) - sizeof(int);
            _body = kept.Contains((char)_head[0], StringComparison.Ordinal) ? new byte[_missing] : null;
        }
        return bytes[taken..];
    }

    private ReadOnlySpan<byte> ReadBody(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(_missing, bytes.Length);
        if (_body is not null)
        {
            bytes[..taken].CopyTo(_body.AsSpan(_body.Length - _missing));
        }
        _missing -= taken;
        return bytes[taken..];
    }
}
