using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>Shells and commands, secrets, keys and databases.</summary>
static class ShellCalls
{
    const string OpenShell = "open a shell on";
    const string Tunnel = "open a tunnel to";

    public static readonly Meaning[] Rows =
    [
        new("ssm", "StartSession", Actions.Ssh, Look.Yes, "instance", "target", OpenShell),
        new("ssm", "ResumeSession", Actions.Ssh, Look.Yes, "session", "sessionId"),
        new("ssm", "TerminateSession", Actions.Ssh, Look.Yes, "session", "sessionId", "end"),
        new("ssm", "SendCommand", Actions.Exec, Look.Yes, "instance", "instanceIds targets.values", "run {documentName} on"),
        new("ssm", "StartAutomationExecution StartChangeRequestExecution CreateAssociation CreateAssociationBatch UpdateAssociation", Actions.Exec, Look.AtPeople, "document", "documentName name associationId"),
        new("ssm", "ModifyDocumentPermission", Actions.Permission, Look.Yes, "document", "name"),
        new("ec2-instance-connect", "SendSSHPublicKey", Actions.Ssh, Look.Yes, "instance", "instanceId", OpenShell, " as {instanceOSUser}"),
        new("ec2-instance-connect", "SendSerialConsoleSSHPublicKey", Actions.Ssh, Look.Yes, "instance", "instanceId", "open the serial console of"),
        new("ec2-instance-connect", "OpenTunnel", Actions.Ssh, Look.Yes, "host", "privateIpAddress instanceId instanceConnectEndpointId", Tunnel),
        new("ecs", "ExecuteCommand", Actions.Exec, Look.Yes, "task", "task", "open a shell in container {container} of"),
        new("lightsail", "GetInstanceAccessDetails", Actions.Ssh, Look.Yes, "instance", "instanceName", OpenShell),
        new("lightsail", "DownloadDefaultKeyPair", Actions.Key, Look.Yes, Phrase: "download the default key pair"),
        new("sagemaker", "CreatePresignedNotebookInstanceUrl CreatePresignedDomainUrl", Actions.Ssh, Look.Yes, "notebook", "notebookInstanceName domainId", "open"),
        new("cloudshell", "CreateSession StartEnvironment", Actions.Exec, Look.AtPeople, Phrase: "open a cloud shell"),
        new("cloudshell", "PutCredentials SendHeartBeat CreateEnvironment DeleteSession StopEnvironment RedeemCode", Actions.Exec),
        new("eks", "AccessKubernetesApi", Actions.Exec, Look.AtPeople, "cluster", "name clusterName", "reach the Kubernetes interface of"),

        new("secretsmanager", "GetSecretValue", "secret.read", Look.Yes, "secret", "secretId", "read"),
        new("secretsmanager", "BatchGetSecretValue", "secret.read", Look.Yes, "secret", "secretIdList", "read"),
        new("secretsmanager", "PutResourcePolicy DeleteResourcePolicy", Actions.Permission, Look.Yes, "secret", "secretId", "change the policy of"),
        new("secretsmanager", "PutSecretValue UpdateSecret", "secret.change", Look.Yes, "secret", "secretId", "change"),
        new("secretsmanager", "CreateSecret", "secret.change", Look.Yes, "secret", "name"),
        new("secretsmanager", "DeleteSecret", "secret.delete", Look.Yes, "secret", "secretId"),
        new("secretsmanager", "RotateSecret RotationStarted RotationSucceeded RotationFailed RotationAbandoned TestRotationStarted TestRotationSucceeded TagResource UntagResource", Actions.Secret, Look.No, "secret",
            "secretId /additionalEventData.SecretId"),
        new("secretsmanager", "*", Actions.Secret, Look.AtPeople, "secret", "secretId name"),
        new("ssm", "GetParameter GetParameterHistory", "secret.read", Look.Yes, "parameter", "name", "read"),
        new("ssm", "GetParameters", "secret.read", Look.Yes, "parameter", "names", "read"),
        new("ssm", "GetParametersByPath", "secret.read", Look.Yes, "parameters", "path", "read"),
        new("ssm", "PutParameter", "secret.change", Look.Yes, "parameter", "name", "change"),
        new("ssm", "DeleteParameter DeleteParameters", "secret.delete", Look.Yes, "parameter", "name names", "delete"),
        new("ec2", "GetPasswordData", "secret.read", Look.Yes, "instance", "instanceId", "read the Windows password of"),
        new("lightsail", "GetRelationalDatabaseMasterUserPassword", "secret.read", Look.Yes, "database", "relationalDatabaseName", "read the password of"),

        new("kms", "ScheduleKeyDeletion", Actions.Key, Look.Yes, "key", "keyId", "schedule deletion of"),
        new("kms", "DisableKey PutKeyPolicy DeleteImportedKeyMaterial DisableKeyRotation", Actions.Key, Look.Yes, "key", "keyId"),
        new("kms", "CreateGrant", Actions.Key, Look.AtPeople, "key", "keyId", "give a grant on"),
        new("kms", "RotateKey RetireGrant SynchronizeMultiRegionKey TagResource UntagResource DeleteKey", Actions.Key, Look.No, "key", "keyId"),
        new("kms", "*", Actions.Key, Look.AtPeople, "key", "keyId /responseElements.keyMetadata.keyId targetKeyId aliasName"),
        new("ec2", "CreateKeyPair ImportKeyPair DeleteKeyPair", Actions.Key, Look.AtPeople, "key pair", "keyName"),
        new("cloudhsm", "*", Actions.Key, Look.AtPeople),
        new("apigateway", "CreateApiKey UpdateApiKey DeleteApiKey ImportApiKeys", Actions.Key, Look.Yes, "api key", "apiKey createApiKeyInput.name"),
        new("codebuild", "ImportSourceCredentials DeleteSourceCredentials", Actions.Key, Look.Yes),

        new("rds", "ModifyDBSnapshotAttribute", Actions.Db, Look.Yes, "snapshot", "dBSnapshotIdentifier", "change who may restore"),
        new("rds", "ModifyDBClusterSnapshotAttribute", Actions.Db, Look.Yes, "snapshot", "dBClusterSnapshotIdentifier", "change who may restore"),
        new("rds", "CreateDBSnapshot CreateDBClusterSnapshot", Actions.Db, Look.AtPeople, "database", "dBInstanceIdentifier dBClusterIdentifier", "make a snapshot of"),
        new("rds", "CopyDBSnapshot CopyDBClusterSnapshot", Actions.Db, Look.AtPeople, "snapshot", "sourceDBSnapshotIdentifier sourceDBClusterSnapshotIdentifier", "copy"),
        new("rds", "StartExportTask", Actions.Db, Look.Yes, "database", "sourceArn", "export"),
        new("rds", "ModifyDBInstance ModifyDBCluster", Actions.Db, Look.AtPeople, "database", "dBInstanceIdentifier dBClusterIdentifier", "modify"),
        new("rds", "RestoreDB*", Actions.Db, Look.AtPeople, "database", "dBInstanceIdentifier dBClusterIdentifier targetDBInstanceIdentifier", "restore"),
        new("rds", "DeleteDBInstance DeleteDBCluster", "delete.db", Look.AtPeople, "database", "dBInstanceIdentifier dBClusterIdentifier", "delete"),
        new("rds", "DeleteDBSnapshot DeleteDBClusterSnapshot DeleteDBInstanceAutomatedBackup", "delete.snapshot", Look.AtPeople, "snapshot", "dBSnapshotIdentifier dBClusterSnapshotIdentifier", "delete"),
        new("rds", "Delete*", "delete.db", Look.AtPeople),
        new("rds", "RebootDBInstance RebootDBCluster StopDBInstance StopDBCluster FailoverDBCluster", Actions.Db, Look.AtPeople, "database", "dBInstanceIdentifier dBClusterIdentifier"),
        new("rds", "*", Actions.Db, Look.No, "database", "dBInstanceIdentifier dBClusterIdentifier"),
        new("rds-data", "ExecuteStatement BatchExecuteStatement ExecuteSql", Actions.Db, Look.AtPeople, "database", "resourceArn dbClusterOrInstanceArn", "run a statement on"),
        new("redshift-data", "ExecuteStatement BatchExecuteStatement", Actions.Db, Look.AtPeople, "database", "clusterIdentifier workgroupName database", "run a statement on"),
        new("redshift", "GetClusterCredentials GetClusterCredentialsWithIAM", Actions.Db, Look.Yes, "database", "clusterIdentifier", "get credentials of"),
        new("redshift", "AuthorizeSnapshotAccess ModifySnapshotCopyRetentionPeriod AuthorizeDataShare", "db.share", Look.Yes, "snapshot", "snapshotIdentifier dataShareArn", "share"),
        new("redshift", "DeleteCluster", "delete.db", Look.AtPeople, "database", "clusterIdentifier", "delete"),
        new("dynamodb", "DeleteTable DeleteBackup", "delete.db", Look.AtPeople, "table", "tableName backupArn"),
        new("dynamodb", "ExportTableToPointInTime RestoreTableFromBackup RestoreTableToPointInTime PutResourcePolicy", Actions.Db, Look.AtPeople, "table", "tableArn sourceTableName targetTableName resourceArn"),
        new("elasticache", "DeleteCacheCluster DeleteReplicationGroup DeleteServerlessCache", "delete.db", Look.AtPeople, "cache", "cacheClusterId replicationGroupId serverlessCacheName"),
    ];
}
