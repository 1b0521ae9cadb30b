namespace SlackAudit.Cli.Demo;

/// <summary>The deliveries of GitHub about who may do what, and about what it found.</summary>
static class DemoGuards
{
    public static DemoDelivery KeyAdded(DateTimeOffset at, DemoApp app, string who, string title) => DemoGitHub.Delivery(at, "deploy_key", new
    {
        Action = "created",
        Key = new { Id = 88_120, Title = title, Verified = true, CreatedAt = DemoGitHub.Time(at), ReadOnly = false },
        Repository = DemoGitHub.Repository(app),
        DemoGitHub.Organization,
        Sender = DemoGitHub.User(who),
    });

    public static DemoDelivery MemberAdded(DateTimeOffset at, DemoApp app, string who, string member, string role) => DemoGitHub.Delivery(at, "member", new
    {
        Action = "added",
        Member = DemoGitHub.User(member),
        Changes = new { Permission = new { To = role }, RoleName = new { To = role } },
        Repository = DemoGitHub.Repository(app),
        DemoGitHub.Organization,
        Sender = DemoGitHub.User(who),
    });

    /// <summary>GitHub itself finds a secret: nobody is the sender.</summary>
    public static DemoDelivery SecretFound(DateTimeOffset at, DemoApp app, int number) => Alert(at, app, number, "created", null, null);

    public static DemoDelivery SecretRevoked(DateTimeOffset at, DemoApp app, int number, string who) => Alert(at, app, number, "resolved", "revoked", who);

    static DemoDelivery Alert(DateTimeOffset at, DemoApp app, int number, string action, string? resolution, string? who) =>
        DemoGitHub.Delivery(at, "secret_scanning_alert", new
        {
            Action = action,
            Alert = new
            {
                Number = number,
                SecretType = "amazon_aws_access_key_id",
                SecretTypeDisplayName = "Amazon AWS Access Key ID",
                Validity = "active",
                PushProtectionBypassed = false,
                CreatedAt = resolution is null ? DemoGitHub.Time(at) : null,
                UpdatedAt = DemoGitHub.Time(at),
                Resolution = resolution,
                ResolvedAt = resolution is null ? null : DemoGitHub.Time(at),
                ResolvedBy = who is null ? null : DemoGitHub.User(who),
            },
            Repository = DemoGitHub.Repository(app),
            DemoGitHub.Organization,
            Sender = who is null ? null : DemoGitHub.User(who),
        });
}
