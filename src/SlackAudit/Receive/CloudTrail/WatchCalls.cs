using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>What watches, our own feed among it.</summary>
static class WatchCalls
{
    public static readonly Meaning[] Rows =
    [
        new("cloudtrail", "StopLogging DeleteTrail UpdateTrail PutEventSelectors PutInsightSelectors", Actions.Tamper, Look.Yes, "trail", "name trailName"),
        new("cloudtrail", "DeleteEventDataStore UpdateEventDataStore StopEventDataStoreIngestion DisableFederation DeleteChannel DeleteResourcePolicy DeregisterOrganizationDelegatedAdmin", Actions.Tamper, Look.Yes),
        new("config", "StopConfigurationRecorder DeleteConfigurationRecorder", Actions.Tamper, Look.Yes, "recorder", "configurationRecorderName"),
        new("config", "DeleteDeliveryChannel DeleteConfigRule DeleteConformancePack DeleteRemediationConfiguration PutConfigurationRecorder DeleteConfigurationAggregator", Actions.Tamper, Look.AtPeople),
        new("guardduty", "DeleteDetector UpdateDetector StopMonitoringMembers DeleteMembers DisassociateMembers DisassociateFromMasterAccount DisassociateFromAdministratorAccount "
            + "CreateFilter UpdateFilter CreateIPSet UpdateIPSet DeleteIPSet CreateThreatIntelSet UpdateThreatIntelSet DeleteThreatIntelSet DeletePublishingDestination DisableOrganizationAdminAccount ArchiveFindings", Actions.Tamper, Look.Yes, "detector", "detectorId"),
        new("securityhub", "DisableSecurityHub DisableSecurityHubV2 BatchDisableStandards DeleteInsight DisassociateFromMasterAccount DisassociateFromAdministratorAccount DeleteMembers DisassociateMembers DisableImportFindingsForProduct UpdateStandardsControl", Actions.Tamper, Look.AtPeople),
        new("macie2", "DisableMacie DisassociateMember DeleteMember DisassociateFromMasterAccount DisassociateFromAdministratorAccount UpdateMacieSession UpdateMemberSession CreateFindingsFilter UpdateFindingsFilter", Actions.Tamper, Look.Yes),
        new("inspector2", "Disable", Actions.Tamper, Look.Yes),
        new("detective", "DeleteGraph DeleteMembers", Actions.Tamper, Look.Yes),
        new("access-analyzer", "DeleteAnalyzer CreateArchiveRule", Actions.Tamper, Look.Yes, null, "analyzerName"),
        new("events", "DisableRule DeleteRule", Actions.Tamper, Look.AtPeople, "rule", "name"),
        new("events", "RemoveTargets", Actions.Tamper, Look.AtPeople, "rule", "rule", "remove the targets of"),
        new("events", "DeleteApiDestination UpdateApiDestination", Actions.Tamper, Look.AtPeople, "api destination", "name"),
        new("events", "DeleteConnection UpdateConnection DeauthorizeConnection", Actions.Tamper, Look.AtPeople, "connection", "name"),
        new("events", "PutPermission RemovePermission", Actions.Permission, Look.AtPeople, "event bus", "eventBusName", "change who may send to"),
        new("events", "*", Actions.Infra, Look.No, "rule", "name rule"),
        new("sns", "Unsubscribe", Actions.Tamper, Look.AtPeople, "subscription", "subscriptionArn", "end"),
        new("sns", "DeleteTopic", Actions.Tamper, Look.AtPeople, "topic", "topicArn"),
        new("sns", "SetTopicAttributes AddPermission RemovePermission", Actions.Permission, Look.AtPeople, "topic", "topicArn"),
        new("firehose", "DeleteDeliveryStream UpdateDestination", Actions.Tamper, Look.AtPeople, "delivery stream", "deliveryStreamName"),
        new("logs", "DeleteLogGroup", Actions.Tamper, Look.AtPeople, "log group", "logGroupName"),
        new("logs", "DeleteLogStream DeleteSubscriptionFilter DeleteMetricFilter DeleteDestination PutRetentionPolicy DeleteDelivery", Actions.Tamper, Look.AtPeople, "log group", "logGroupName"),
        new("ec2", "CreateTrafficMirrorSession CreateTrafficMirrorTarget ModifyTrafficMirrorSession", Actions.Infra, Look.AtPeople),
        new("ec2", "ExportImage CreateInstanceExportTask CreateStoreImageTask", "infra.export", Look.Yes, null, "imageId instanceId", "export"),
        new("lightsail", "ExportSnapshot", "infra.export", Look.Yes, "snapshot", "sourceSnapshotName", "export"),
        new("shield", "DeleteProtection DeleteProtectionGroup DisableProactiveEngagement DisassociateDRTRole", Actions.Tamper, Look.AtPeople),
        new("network-firewall", "DeleteFirewall DeleteRuleGroup DeleteFirewallPolicy UpdateLoggingConfiguration", Actions.Tamper, Look.AtPeople),
        new("waf", "DeleteWebACL DeleteRule DeleteRuleGroup DeleteLoggingConfiguration", Actions.Tamper, Look.AtPeople),
        new("waf-regional", "DeleteWebACL DeleteRule DeleteRuleGroup DeleteLoggingConfiguration DisassociateWebACL", Actions.Tamper, Look.AtPeople),
        new("ec2", "DeleteFlowLogs", Actions.Tamper, Look.Yes, "flow log", "DeleteFlowLogsRequest.FlowLogId.content flowLogIds"),
        new("route53resolver", "DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig", Actions.Tamper, Look.Yes),
        new("monitoring", "DeleteAlarms DisableAlarmActions", Actions.Tamper, Look.AtPeople, "alarm", "alarmNames"),
        new("wafv2", "DeleteWebACL DeleteRuleGroup DeleteLoggingConfiguration DisassociateWebACL", Actions.Tamper, Look.AtPeople, "web acl", "name resourceArn"),
        new("backup", "DeleteBackupVault DeleteRecoveryPoint DeleteBackupPlan DeleteBackupVaultLockConfiguration", Actions.Tamper, Look.AtPeople),
    ];
}
