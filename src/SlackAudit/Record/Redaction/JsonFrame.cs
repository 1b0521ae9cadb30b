namespace SlackAudit.Record.Redaction;

/// <summary>An object or array that is being read.</summary>
struct JsonFrame
{
    /// <summary>How its members are treated unless their names say otherwise.</summary>
    public Treatment Inside;

    /// <summary>How the value that comes next is treated.</summary>
    public Treatment Next;

    public Role NextRole;
    public bool NextIsPlural;
    public bool NextIsVariables;
    public bool IsArray;
    public bool IsInArray;

    /// <summary>What it is within the object around it.</summary>
    public Role Self;

    public Hints Hints;

    /// <summary>Where it begins, and how many edits there were before it.</summary>
    public int Start;
    public int Edits;

    public Places Places;

    /// <summary>Of an object within variables: the name of the member that comes next, and where it says a variable's name and value.</summary>
    public Place Member;
    public Place VariableName;
    public Place VariableValue;

    /// <summary>The words of a command, where it is an array of them.</summary>
    public CommandWords Words;

    /// <param name="name">The name of the member that comes next.</param>
    /// <param name="isSuspect">Whether the name has a suspicious fragment.</param>
    public void Name(ReadOnlySpan<char> name, bool isSuspect)
    {
        NextRole = Roles.Of(name);
        NextIsPlural = SecretNames.IsPlural(name);
        NextIsVariables = Inside == Treatment.Variables && SecretNames.Of(name) == NameKind.Variables;
        Next = Inside switch
        {
            Treatment.Secret when NextRole is Role.Metadata or Role.ValueFrom => Treatment.Scan,
            Treatment.Secret => SecretNames.IsEvidence(name) ? Treatment.Evidence : Treatment.Secret,
            Treatment.Variables when NextRole == Role.ValueFrom => Treatment.Scan,
            Treatment.Variables => SecretNames.IsVariableName(name) ? Treatment.VariableName : Treatment.Variables,
            _ when KnownSecret(NextRole) => Treatment.Secret,
            _ when !isSuspect => Treatment.Scan,
            _ => SecretNames.Of(name) switch
            {
                NameKind.Secret => Treatment.Secret,
                NameKind.Variables => Treatment.Variables,
                NameKind.Key => Treatment.IfRandom,
                _ => Treatment.Scan,
            },
        };
    }

    /// <summary>Whether a text without suspicious fragments needs no second look here.</summary>
    public readonly bool MayPass => Next == Treatment.Scan && NextRole < Role.Name && !IsArray;

    /// <summary>Learns from a single value what its neighbours are.</summary>
    public void Learn(ReadOnlySpan<char> value)
    {
        Hints |= NextRole switch
        {
            Role.Name when IsSecretName(value) => Hints.NamesSecret,
            Role.Namespace when value is "aws:elasticbeanstalk:application:environment" => Hints.NamesSecret,
            Role.Kind when value is "Secret" or "ConfigMap" => Hints.SecretKind,
            Role.Kind when value is "SecretList" or "ConfigMapList" => Hints.SecretList,
            Role.Resource when value is "secrets" or "configmaps" or "tokenreviews" => Hints.SecretResource,
            Role.Subresource when value is "token" => Hints.SecretResource,
            _ => Hints.None,
        };
    }

    /// <summary>Whether what the neighbours say makes a remembered member a secret.</summary>
    public readonly bool Tells(Role role) => role switch
    {
        Role.Value or Role.OldValue or Role.NewValue => Hints.HasFlag(Hints.NamesSecret),
        Role.Data => Hints.HasFlag(Hints.SecretKind),
        Role.Items => Hints.HasFlag(Hints.SecretList),
        Role.RequestObject or Role.ResponseObject => Hints.HasFlag(Hints.SecretResource),
        _ => false,
    };

    /// <summary>Where two members of one object have the same name, the second is not trusted to be harmless.</summary>
    readonly bool KnownSecret(Role role) =>
        Tells(role)
        || (role == Role.Payload && Self == Role.Deployment)
        || (role is > Role.None and <= Role.ResponseObject && Places[(int)role - 1] != default);

    /// <summary>A variable's name, or the path of a JSON patch.</summary>
    static bool IsSecretName(ReadOnlySpan<char> name) =>
        SecretNames.Of(name[(name.LastIndexOf('/') + 1)..]) == NameKind.Secret
        || (name.StartsWith("/") && (name.Contains("/env/", StringComparison.Ordinal) || name.EndsWith("/env") || name is "/data" or "/stringData" || name.StartsWith("/data/") || name.StartsWith("/stringData/")));
}
