using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>What calls without a row of their own are about, by a part of their name; services name alike what is alike.</summary>
static class CallParts
{
    sealed record Part(string Action, string Names, string ButNot = "", string Verbs = "")
    {
        readonly string[] names = Names.Split(' ');
        readonly string[] butNot = ButNot.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        readonly string[] verbs = Verbs.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        public bool Fits(string call, string verb) =>
            (verbs.Length == 0 || verbs.Contains(verb)) && names.Any(name => call.Contains(name, StringComparison.Ordinal)) && !butNot.Any(name => call.Contains(name, StringComparison.Ordinal));
    }

    // The first row that fits counts.
    static readonly Part[] Rows =
    [
        new(Actions.Tamper, "Logging LogConfig LogDelivery LogSubscription Trail AuditLog FlowLog QueryLog AccessLog DeleteAudit DisableAudit StopAudit ActivityStream EventDataStore", ButNot: "LoggingLevel",
            Verbs: "delete disable stop remove disassociate"),
        new(Actions.Policy, "FirewallPolicy ConfigurationPolicy SecurityPolicy PasswordPolicy Guardrail EncryptionByDefault"),
        // Policies that say how long, how many or how fast, and not who may.
        new(Actions.Permission, "Policy Policies",
            ButNot: "LifecyclePolic ScalingPolic RetentionPolic RetrievalPolic CachePolic RequestPolic HeadersPolic SchedulingPolic DeploymentPolic ReasoningPolic TrafficPolic RoutingPolic MeteringPolic "
                + "StickinessPolic BalancerPolic IndexPolic ResiliencyPolic MetricPolic CorsPolic TerminationPolic CreationPolic BackupPolic TierPolic RestrictionPolic EntityPolic CoreNetworkPolic "
                + "GatewayPolic IpamPolic PolicyGeneration PolicyReport PoliciesReport PolicyBuild PolicyTest PolicyAnnotation"),
        new(Actions.Permission, "Permission AccessEntry AccessGrant PolicyGrant CreateGrant PutGrant RoleAssignment PrincipalMapping PublicAccess PublicSharing Sharing ResourceShare PortfolioShare DataShare "
            + "ShareDirectory SnapshotAccess EndpointAccess OrganizationsAccess AdminAccount DelegatedAdmin AdministratorAccount MasterAccount Authorizer IdentityProvider SAMLProvider OpenIDConnect "
            + "TrustAnchor IdentityPoolRoles ObjectAcl ObjectVersionAcl AclPolicy AccessProfile AccessProperties IamRoles TeamMember ProjectUser AdminUser UserAccessRole WorkspaceAccess"),
        new("infra.firewall", "SecurityGroupIngress VpnIngress PublicPorts NetworkAcl WebACL IPSet FirewallRule IpRules"),
        new(Actions.Key, "AccessKey ApiKey APIKey KeyPair SSHKey SshKey SSHPublicKey SshPublicKey HostKey SigningKey PrivateKey Credential Password AuthToken AccessToken MfaConfig MFADevice"),
        new(Actions.Secret, "Secret"),
    ];

    /// <summary>Our action; null where no part of the name says one.</summary>
    public static string? ActionOf(string call, string verb) =>
        verb is "tag" or "untag" ? null : Rows.FirstOrDefault(row => row.Fits(call, verb))?.Action;
}
