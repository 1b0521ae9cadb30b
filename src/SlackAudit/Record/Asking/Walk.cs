using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>
/// One walk through the log: an index leads to what <see cref="Seek"/> asks for, newest first, and each event on the way is held
/// against <see cref="Rest"/>.
/// </summary>
/// <param name="Seek">One name or one action, and the stretch of time; nothing but a stretch of time where nothing is named.</param>
/// <param name="Rest">What else the question asks.</param>
readonly record struct Walk(AuditQuery Seek, AuditQuery Rest);
