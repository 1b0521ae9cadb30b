using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Evidence;
using SlackAudit.See.Pages;
using SlackAudit.See.SignIn;

namespace SlackAudit.See;

/// <summary>The page where auditors have an evidence pack made, and the pack itself. A link alone makes none: they press.</summary>
static class EvidenceEndpoints
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapReading(EvidenceAddress.Path, (HttpContext http, [FromQuery] string? q, Identities identities) => (IResult?)Refused(http) ?? Show(http, q, identities));
        pages.MapPost(EvidenceAddress.Path, MakeAsync).DisableAntiforgery();
    }

    static RazorComponentResult<EvidencePage> Show(HttpContext http, string? typed, Identities identities)
    {
        var text = (typed ?? "").Trim();
        return text.Length == 0 ? Page(http, text, null) : Page(http, text, Read(http, text, identities).Problem);
    }

    static async Task<IResult> MakeAsync(HttpContext http, [FromForm] string? q, EvidencePacks packs, Identities identities, CancellationToken cancellationToken)
    {
        if (Reading.IsForeign(http.Request)) return LocalPages.Problem(http, StatusCodes.Status403Forbidden, "Not from here", $"Another site cannot press this: open {EvidenceAddress.Path} and press it there.");
        var visitor = Visitor.Of(http);
        if (visitor.Address is not null && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)) return SignInEndpoints.Foreign(http);
        if (Refused(http) is { } refusal) return refusal;
        var (question, problem) = Read(http, q ?? "", identities);
        if (question is null) return Page(http, q ?? "", problem);
        using var turn = packs.Begin();
        if (turn is null) return LocalPages.Problem(http, StatusCodes.Status409Conflict, "Not now", "Another evidence pack is being made. Come back when it is done: it can take minutes.");
        var folder = Directory.CreateTempSubdirectory("slackaudit-evidence-");
        http.Response.OnCompleted(() =>
        {
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        });
        var pack = await packs.MakeAsync(question, Path.Combine(folder.FullName, question.FileName), visitor.Reader(http), null, cancellationToken);
        return TypedResults.PhysicalFile(pack.Path, "application/zip", question.FileName);
    }

    // Null for whoever may see all that is in a pack.
    static RazorComponentResult<ProblemPage>? Refused(HttpContext http) => Visitor.Of(http) is { ShowsSensitive: false } visitor
        ? LocalPages.Problem(http, StatusCodes.Status403Forbidden, "This is for auditors", $"You are signed in as {visitor.Address} and may see the log without what is sensitive, which an evidence pack has in it. If you should, ask {http.RequestServices.GetRequiredService<SeeSettings>().SignIn?.Contact ?? "whoever runs SlackAudit here"} to add you (SignIn:Auditors).")
        : null;

    static (EvidenceQuestion? Question, string? Problem) Read(HttpContext http, string text, Identities identities)
    {
        var reader = PageFrame.Of(http).Reader;
        return EvidenceQuestion.Read(text, new QuestionContext(reader.Now, reader.Zone.Zone, []) { People = identities.Known });
    }

    static RazorComponentResult<EvidencePage> Page(HttpContext http, string text, string? problem) =>
        new(new { Frame = PageFrame.Of(http), Text = text, Problem = problem }) { StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
}
