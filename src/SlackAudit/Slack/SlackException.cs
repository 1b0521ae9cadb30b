namespace SlackAudit.Slack;

/// <summary>A call to Slack did not do what it should; the message is a sentence that says what to do about it.</summary>
public class SlackException : Exception
{
    /// <summary>Says what Slack said.</summary>
    public SlackException(string message, string errorCode, IReadOnlyList<string>? messages = null, Exception? inner = null)
        : base(message, inner) => (ErrorCode, Class, Messages) = (errorCode, SlackErrors.ClassOf(errorCode), messages ?? []);

    /// <summary>Slack's code, such as <c>not_in_channel</c>; ours where Slack did not say one, such as <c>http_502</c>.</summary>
    public string ErrorCode { get; }

    /// <summary>What kind of failure it is.</summary>
    public SlackErrorClass Class { get; }

    /// <summary>Whether waiting is of no use: the message must change, or somebody has to do something first.</summary>
    public bool IsPermanent => Class is not (SlackErrorClass.RateLimited or SlackErrorClass.Transient or SlackErrorClass.LongWait);

    /// <summary>Whether Slack may have done it nevertheless.</summary>
    public bool MayHaveArrived => SlackErrors.MayHaveArrived(ErrorCode);

    /// <summary>What Slack found wrong in detail, for logs; never the token or the message.</summary>
    public IReadOnlyList<string> Messages { get; }
}

/// <summary>Slack wants us to wait.</summary>
public sealed class SlackRateLimitException(string message, TimeSpan retryAfter) : SlackException(message, SlackErrors.RateLimitedCode)
{
    /// <summary>For how long; 30 seconds where Slack did not say.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>Slack, or the way to it, has a problem that goes away by itself.</summary>
public class SlackTransientException(string message, string errorCode, IReadOnlyList<string>? messages = null, Exception? inner = null)
    : SlackException(message, errorCode, messages, inner);

/// <summary>The question reached Slack and no answer came back: it may have been done.</summary>
public sealed class SlackTimeoutException(string message, Exception? inner = null)
    : SlackTransientException(message, SlackErrors.TimeoutCode, inner: inner);
