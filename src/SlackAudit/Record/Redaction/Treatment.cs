namespace SlackAudit.Record.Redaction;

/// <summary>What is to be done with the value that comes next, or with everything inside it.</summary>
enum Treatment : byte
{
    /// <summary>It may hold a secret within: only that goes.</summary>
    Scan,

    /// <summary>Its name ends in "key": it goes where it looks random.</summary>
    IfRandom,

    /// <summary>Its name says secret: it goes, and everything inside it that is not evidence.</summary>
    Secret,

    /// <summary>A name, id or date beside a secret: scanned if it is a single value, otherwise as <see cref="Secret"/>.</summary>
    Evidence,

    /// <summary>Variables: the names stay, every value goes.</summary>
    Variables,

    /// <summary>The name of a variable: scanned if it is a single value, otherwise as <see cref="Variables"/>.</summary>
    VariableName,
}
