namespace SlackAudit.Record.Redaction;

/// <summary>Names written with letters that only look like ASCII, or with invisible ones in between.</summary>
static class Lookalikes
{
    const string Foreign = "аԁеһіјӏмпорԛгѕтухѡАВЕЅЅІКМНОРСТХУсαορυκνⅰⅼ";
    const string Letters = "adehijlmnopqrstuxwABESSIKMHOPCTXYcaopuknil";
    const int FromFullWidth = 0xFF01 - '!';

    /// <summary>The name in ASCII; letters that look like none are left out.</summary>
    public static string Plain(ReadOnlySpan<char> name)
    {
        var plain = new char[name.Length];
        var length = 0;
        foreach (var c in name)
        {
            if (char.IsAscii(c)) plain[length++] = c;
            else if (c is >= '\uFF01' and <= '\uFF5E') plain[length++] = (char)(c - FromFullWidth);
            else if (Foreign.IndexOf(c) is var at and >= 0) plain[length++] = Letters[at];
        }

        return new string(plain, 0, length);
    }
}
