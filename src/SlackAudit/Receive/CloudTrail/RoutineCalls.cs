using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>What programs do all day long without a name that says so: the heartbeats of agents, and reads that sound like more.</summary>
static class RoutineCalls
{
    public static readonly Meaning[] Rows =
    [
        new("ssm", "UpdateInstanceInformation UpdateInstanceAssociationStatus UpdateAssociationStatus PutInventory PutComplianceItems PutConfigurePackageResult", Actions.Upkeep, Look.No, "instance", "instanceId"),
        new("ssmmessages", "CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel", Actions.Upkeep),
        new("ec2messages", "AcknowledgeMessage DeleteMessage FailMessage SendReply", Actions.Upkeep),
        new("ecs", "SubmitTaskStateChange SubmitContainerStateChange SubmitAttachmentStateChanges StartTelemetrySession Poll", Actions.Upkeep, Look.No, "cluster", "cluster"),
        new("logs", "CreateLogStream PutLogEvents", Actions.Upkeep, Look.No, "log group", "logGroupName"),
        new("monitoring", "PutMetricData", Actions.Upkeep),
        new("xray", "PutTraceSegments PutTelemetryRecords", Actions.Upkeep),
        new("config", "PutEvaluations", Actions.Upkeep),
        new("autoscaling", "RecordLifecycleActionHeartbeat", Actions.Upkeep, Look.No, "auto scaling group", "autoScalingGroupName"),
        new("states", "SendTaskHeartbeat", Actions.Upkeep),
        new("swf", "RecordActivityTaskHeartbeat", Actions.Upkeep),

        new("kms", "Decrypt Encrypt ReEncrypt ReEncryptFrom ReEncryptTo GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateRandom GenerateMac Sign "
            + "Verify VerifyMac DeriveSharedSecret", Actions.Read, Look.No, "key", "keyId"),
        new("cognito-identity", "GetId GetCredentialsForIdentity GetOpenIdToken GetOpenIdTokenForDeveloperIdentity", Actions.Read, Look.No, "identity", "identityId identityPoolId"),
        new("codecommit", "GitPull", Actions.Read, Look.No, "repository", "/additionalEventData.repositoryName repositoryName"),
        new("logs", "StartQuery StopQuery StartLiveTail StopLiveTail", Actions.Read, Look.No, "log group", "logGroupName logGroupNames"),
        new("trustedadvisor", "RefreshCheck", Actions.Read),
        new("support", "RefreshTrustedAdvisorCheck", Actions.Read),
    ];
}
