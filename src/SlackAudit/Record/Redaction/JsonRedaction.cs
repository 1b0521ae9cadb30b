using System.Text;
using System.Text.Json;

namespace SlackAudit.Record.Redaction;

/// <summary>
/// Reads JSON once and notes which values must go; the rest stays byte for byte, so that numbers, spaces, order and double keys are
/// kept as they were sent.
/// </summary>
ref struct JsonRedaction
{
    const int Deepest = 64;

    static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, MaxDepth = Deepest };

    readonly ReadOnlySpan<byte> json;
    JsonEdits edits;
    ref Nesting nesting;

    JsonRedaction(ReadOnlySpan<byte> json, ref Nesting nesting)
    {
        this.json = json;
        this.nesting = ref nesting;
    }

    /// <summary>
    /// Whether it is JSON at all, and the redacted bytes, null where nothing has to change. Of what is not JSON, the readable
    /// beginning is redacted.
    /// </summary>
    public static (bool Valid, byte[]? Changed) Of(ReadOnlySpan<byte> json, Treatment treatment, ref Nesting nesting)
    {
        var redaction = new JsonRedaction(json, ref nesting);
        var valid = true;
        try
        {
            redaction.Read(0, json.Length, treatment);
        }
        catch (JsonException)
        {
            valid = false;
        }

        return (valid, redaction.edits.Apply(json));
    }

    void Read(int from, int to, Treatment treatment)
    {
        var reader = new Utf8JsonReader(json[from..to], Options);
        var strings = new JsonStrings(stackalloc char[JsonStrings.OnStack]);
        Span<JsonFrame> frames = stackalloc JsonFrame[Deepest + 1];
        var depth = 0;
        frames[0] = new JsonFrame { Inside = treatment, Next = treatment };
        try
        {
            while (reader.Read())
            {
                ref var frame = ref frames[depth];
                var start = from + (int)reader.TokenStartIndex;
                var end = start + reader.ValueSpan.Length + 2;
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        frames[++depth] = Enter(frame, reader.TokenType == JsonTokenType.StartArray, start);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        Finish(ref frame);
                        Leave(ref frames[--depth], frame, from + (int)reader.BytesConsumed);
                        break;
                    case JsonTokenType.PropertyName:
                        var isSuspect = Suspicion.OfRaw(reader.ValueSpan, reader.ValueIsEscaped) || !Ascii.IsValid(reader.ValueSpan);
                        Name(ref frame, strings.Read(reader), isSuspect, start, end);
                        break;
                    case JsonTokenType.String:
                        isSuspect = Suspicion.OfRaw(reader.ValueSpan, reader.ValueIsEscaped);
                        Remember(ref frame, new Place(start, end));
                        if (isSuspect || !frame.MayPass) Text(ref frame, strings.Read(reader), isSuspect, start, end);
                        break;
                    case JsonTokenType.Number:
                        Number(ref frame, start, end - 2);
                        break;
                }
            }
        }
        finally
        {
            strings.Return();
        }
    }

    readonly JsonFrame Enter(in JsonFrame parent, bool isArray, int start)
    {
        var inside = parent.Next switch
        {
            Treatment.Evidence => Treatment.Secret,
            Treatment.VariableName => Treatment.Variables,
            Treatment.IfRandom => Treatment.Scan,

            // A list as the value of one variable, rather than a list of variables.
            Treatment.Variables when isArray && parent is { Inside: Treatment.Variables, IsArray: false, NextIsVariables: false } => Treatment.Secret,
            var same => same,
        };
        return new JsonFrame
        {
            Inside = inside,
            Next = inside,
            IsArray = isArray,
            IsInArray = parent.IsArray,
            Self = parent.IsArray ? Role.None : parent.NextRole,
            Start = start,
            Edits = edits.Count,
        };
    }

    /// <summary>Goes back to the members that a later neighbour has told to be secret.</summary>
    void Finish(ref JsonFrame frame)
    {
        if (frame.VariableName != default && frame.VariableValue != default) FinishVariable(frame);
        if (frame.Hints == Hints.None) return;
        for (var role = Role.Value; role <= Role.ResponseObject; role++)
        {
            var place = frame.Places[(int)role - 1];
            if (place == default || !frame.Tells(role)) continue;
            edits.Forget(place, frame.Edits);
            if (nesting.TryEnter())
            {
                Read(place.Start, place.End, Treatment.Secret);
                nesting.Leave();
            }
            else
            {
                edits.Replace(place.Start, place.End, Redact.Marker);
            }
        }
    }

    /// <summary><c>{"key":"A","value":"x"}</c>: what is in the value's place is known by the name beside it, wherever that stands.</summary>
    void FinishVariable(in JsonFrame frame)
    {
        var name = Text(frame.VariableName);
        if (frame.IsInArray)
        {
            edits.Forget(frame.VariableName, frame.Edits);
            if (TextRedaction.Of(name, ref nesting) is { } cleaned) edits.Replace(frame.VariableName.Start, frame.VariableName.End, cleaned);
        }

        var value = Text(frame.VariableValue);
        if (value.Length == 0 || nesting.IsMarker(value)) return;
        edits.Forget(frame.VariableValue, frame.Edits);
        edits.Replace(frame.VariableValue.Start, frame.VariableValue.End, nesting.Variable(name, value));
    }

    /// <summary>The text of a string or number that was read before.</summary>
    readonly string Text(Place place)
    {
        if (place == default) return "";
        if (json[place.Start] != '"') return Encoding.UTF8.GetString(json[place.Start..place.End]);
        var reader = new Utf8JsonReader(json[place.Start..place.End], Options);
        reader.Read();
        var strings = new JsonStrings(stackalloc char[JsonStrings.OnStack]);
        var text = strings.Read(reader).ToString();
        strings.Return();
        return text;
    }

    static void Leave(ref JsonFrame parent, in JsonFrame left, int end)
    {
        if (left.Self == Role.ObjectReference) parent.Hints |= left.Hints & Hints.SecretResource;
        Remember(ref parent, new Place(left.Start, end));
    }

    static void Remember(ref JsonFrame frame, Place place)
    {
        if (frame.IsArray || frame.Next != Treatment.Scan || frame.NextRole is Role.None or > Role.ResponseObject) return;
        frame.Places[(int)frame.NextRole - 1] = place;
    }

    void Name(ref JsonFrame frame, scoped ReadOnlySpan<char> name, bool isSuspect, int start, int end)
    {
        var mayHoldSecret = isSuspect && (name.Length >= 16 || name.ContainsAny('=', ':'));
        if (mayHoldSecret && TextRedaction.Of(name, ref nesting) is { } cleaned)
        {
            edits.Replace(start, end, cleaned);
            name = cleaned;
        }

        frame.Name(name, isSuspect);
        frame.Member = new Place(start, end);
    }

    void Text(ref JsonFrame frame, scoped ReadOnlySpan<char> text, bool isSuspect, int start, int end)
    {
        if (frame.NextRole >= Role.Name && !frame.IsArray) frame.Learn(text);
        if (Replacement(ref frame, text, isSuspect) is { } replacement) edits.Replace(start, end, replacement);
        if (frame.Inside == Treatment.Variables && !frame.IsArray) NoteVariable(ref frame, new Place(start, end));
    }

    static void NoteVariable(ref JsonFrame frame, Place place)
    {
        if (frame.NextRole == Role.Name) frame.VariableName = place;
        else if (frame.NextRole == Role.Value && frame.Next == Treatment.Variables) frame.VariableValue = place;
    }

    string? Replacement(ref JsonFrame frame, scoped ReadOnlySpan<char> text, bool isSuspect)
    {
        switch (frame.Next)
        {
            case Treatment.Secret when !Values.AreHarmless(text):
            case Treatment.IfRandom when Values.LooksLikeKey(text):
                return Redact.Marker;
            case Treatment.Variables when frame.Inside == Treatment.Variables && !frame.IsArray:
                return text.IsEmpty || nesting.IsMarker(text) ? null : nesting.Variable(Text(frame.Member), text);
            case Treatment.Variables:
                return VariableText.Of(text, ref nesting);
        }

        if (frame.IsArray && frame.Words.Secret(text) is { } secret && !(frame.Words.IsVariable && nesting.IsMarker(text[secret.Start..])))
        {
            var marker = frame.Words.IsVariable ? nesting.Variable(Commands.VariableName(text[..secret.Start]), text[secret.Start..secret.End]) : Redact.Marker;
            return string.Concat(text[..secret.Start], marker, text[secret.End..]);
        }
        return isSuspect ? TextRedaction.Of(text, ref nesting) : null;
    }

    /// <summary>A number under a secret's name may be a code; under a plural (<c>max_tokens</c>) it counts.</summary>
    void Number(ref JsonFrame frame, int start, int end)
    {
        var goes = frame.Next == Treatment.Variables || (frame.Next == Treatment.Secret && (frame.IsArray || !frame.NextIsPlural));
        Remember(ref frame, new Place(start, end));
        if (!goes) return;
        if (frame.Next != Treatment.Variables || frame.IsArray)
        {
            edits.Replace(start, end, Redact.Marker);
            return;
        }
        edits.Replace(start, end, nesting.Variable(Text(frame.Member), Text(new Place(start, end))));
        NoteVariable(ref frame, new Place(start, end));
    }
}
