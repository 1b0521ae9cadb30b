using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>Links names to people, and takes them away again; each change is an event of the log, in the same transaction.</summary>
public sealed class IdentityLinks
{
    const int LongestPerson = 100;
    const int LongestName = 256;

    readonly LogWriter writer;
    readonly Identities identities;
    readonly TimeProvider time;

    internal IdentityLinks(LogWriter writer, Identities identities, TimeProvider time) => (this.writer, this.identities, this.time) = (writer, identities, time);

    /// <summary>Says that a name is a person's. What the settings say, and what is somebody else's already, stays.</summary>
    /// <param name="text">The name: <c>SOURCE:NAME</c>, or an e-mail address or a name that is hers in every source.</param>
    /// <param name="person">What the person is called.</param>
    /// <param name="by">Who says so; null where that is not known.</param>
    /// <param name="trust">How far it is sure that they do.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Why it was not done, a sentence that says what to do; null when it is hers now.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<string?> LinkAsync(string text, string person, string? by, ActorTrust trust, CancellationToken cancellationToken)
    {
        var (identity, name) = (Identity.Parse(text), person.Trim());
        if (Wrong(identity, text) is { } wrong) return wrong;
        if (name.Length is 0 or > LongestPerson || !IsText(name)) return $"A person needs a name of at most {LongestPerson} characters.";
        if (Owner(identity) is { } owner) return Names.Fold(owner) == Names.Fold(name) ? null : $"{identity} is {owner}'s by the settings. Change it there, under People.";
        var link = Link(identity, name, by);
        if (await FindAsync(link, cancellationToken) is null)
        {
            if (await CountAsync(name, cancellationToken) >= PeopleSettings.MostNames)
                return $"{name} has {PeopleSettings.MostNames} names already, which is as many as a person may have. Unlink one first.";
            if (await ChangeAsync(link, true, trust, cancellationToken)) return null;
        }
        if (await FindAsync(link, cancellationToken) is not { } linked) return JustChanged(identity);
        return Names.Fold(linked.Person) == Names.Fold(name) ? null : $"{identity} is linked to {linked.Person} already. Unlink it first.";
    }

    /// <summary>Takes a linked name from its person.</summary>
    /// <param name="text">The name, as it was linked.</param>
    /// <param name="by">Who says so; null where that is not known.</param>
    /// <param name="trust">How far it is sure that they do.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Why it was not done, a sentence that says what to do; null when it is nobody's by a link now.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<string?> UnlinkAsync(string text, string? by, ActorTrust trust, CancellationToken cancellationToken)
    {
        var identity = Identity.Parse(text);
        if (Wrong(identity, text) is { } wrong) return wrong;
        var link = Link(identity, "", by);
        if (await FindAsync(link, cancellationToken) is { } linked)
            return await ChangeAsync(link with { Person = linked.Person }, false, trust, cancellationToken) ? null : JustChanged(identity);
        return Owner(identity) is { } owner ? $"{identity} is {owner}'s by the settings. Change it there, under People." : $"{identity} is linked to nobody.";
    }

    // Whether it was ours to make: nobody else was faster.
    async Task<bool> ChangeAsync(IdentityLink link, bool isLinked, ActorTrust trust, CancellationToken cancellationToken)
    {
        var change = new IdentityChange(link, isLinked, string.Create(CultureInfo.InvariantCulture, $"identity/{Guid.CreateVersion7(link.LinkedAt):N}"));
        var said = Redaction.Redact.Event(change.ToEvent(trust));
        var done = await writer.CommitAsync(new LogWork { Source = OwnSource.Name, Change = change with { Link = link with { LinkedBy = said.Actor } }, Events = [said] }, cancellationToken);
        await identities.RefreshAsync(cancellationToken);
        return done.Taken;
    }

    static string JustChanged(Identity identity) => $"Somebody else has just changed whose {identity} is. Look whose it is now, and say it again if it is wrong.";

    async Task<int> CountAsync(string person, CancellationToken cancellationToken) =>
        (await identities.LinksAsync(cancellationToken)).Count(link => Names.Fold(link.Person) == Names.Fold(person))
        + identities.Settings.People.Where(known => Names.Fold(known.Name) == Names.Fold(person)).Sum(known => known.Is.Count);

    async Task<IdentityLink?> FindAsync(IdentityLink link, CancellationToken cancellationToken) =>
        (await identities.LinksAsync(cancellationToken)).FirstOrDefault(each => each.Source == link.Source && each.Name == link.Name);

    IdentityLink Link(Identity identity, string person, string? by) =>
        new() { Source = identity.Source ?? "", Name = identity.Whole, Person = person, LinkedAt = Instants.Truncate(time.GetUtcNow()), LinkedBy = by };

    // What some database would not take.
    static bool IsText(string name) => !Names.Fold(name).Any(c => char.IsControl(c) || c == '\ufffd');

    // What the settings say of exactly this identity; a person linked in one source may be another one in all others.
    string? Owner(Identity identity) =>
        identities.Settings.People.FirstOrDefault(person => person.Is.Any(known => known.Source == identity.Source && known.Whole == identity.Whole))?.Name;

    string? Wrong(Identity identity, string text) => identity switch
    {
        { Whole: var whole } when whole.Length is 0 or > LongestName || !IsText(whole) => $"“{(text.Length > 60 ? text[..60] : text)}” is no name of at most {LongestName} characters. Write SOURCE:NAME, such as github:alice-gh.",
        { Source: { } source } when !identities.Settings.IsSource(source) => $"“{source}” is no source, no type of sources and not slack. Write for example github:alice-gh, or a name alone.",
        _ => null,
    };
}
