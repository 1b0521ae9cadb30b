using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>Who gets in, and who may do what.</summary>
static class AccessCalls
{
    const string TookRole = "take on";
    const string AsSession = " as {roleSessionName}";

    public static readonly Meaning[] Rows =
    [
        new("signin", "ConsoleLogin", Actions.Login, Phrase: "sign in to the console"),
        new("signin", "SwitchRole", "login.role", TargetType: "role", Target: "/additionalEventData.SwitchTo", Phrase: TookRole),
        new("signin", "ExitRole RenewRole", "login.role"),
        new("signin", "CheckMfa", Actions.Login, Phrase: "check the MFA of a sign-in"),
        new("signin", "CredentialVerification CredentialChallenge", Actions.Login, Phrase: "show who they are"),
        new("signin", "UserAuthentication", Actions.Login, Phrase: "sign in"),
        new("signin", "PasswordRecoveryRequested PasswordRecoveryCompleted PasswordUpdated EmailUpdated", Actions.Key, Look.Yes),
        new("signin", "*", Actions.Login),
        new("sso", "GetRoleCredentials", "login.role", TargetType: "role", Target: "/serviceEventDetails.role_name", Phrase: TookRole),
        new("sso", "Authenticate Federate UserAuthentication CreateToken Logout", Actions.Login),
        new("sso", "CreateManagedApplicationInstance CreateApplication* UpdateApplication* PutApplication*", Actions.Infra),
        new("sso", "*", Actions.Permission, Look.AtPeople, "principal", "principalId permissionSetArn"),
        new("sso-directory", "*", Actions.Permission, Look.AtPeople, "user", "userName userId displayName groupId"),
        new("identitystore", "*", Actions.Permission, Look.AtPeople, "user", "userName userId displayName groupId"),
        new("sts", "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity", "login.role", TargetType: "role", Target: "roleArn", Phrase: TookRole, After: AsSession),
        new("sts", "AssumeRoot", "login.role", Look.Yes, "account", "targetPrincipal", "take on root of"),
        new("sts", "GetSessionToken", "login.session", Phrase: "get credentials of a session"),
        new("sts", "GetFederationToken", Actions.Key, Look.Yes, "federated user", "name", "create credentials of"),
        new("rolesanywhere", "CreateSession", "login.role", TargetType: "role", Target: "roleArn", Phrase: TookRole),
        new("rolesanywhere", "*", Actions.Permission, Look.AtPeople, "trust", "name trustAnchorId profileId"),

        new("iam", "CreateAccessKey", Actions.Key, Look.Yes, "user", "userName /responseElements.accessKey.userName", "create an access key of"),
        new("iam", "DeleteAccessKey", Actions.Key, Look.Yes, "user", "userName", "delete an access key of"),
        new("iam", "UpdateAccessKey", Actions.Key, Look.Yes, "user", "userName", "make {status} an access key of"),
        new("iam", "CreateLoginProfile", Actions.Key, Look.Yes, "user", "userName", "create the password of"),
        new("iam", "UpdateLoginProfile", Actions.Key, Look.Yes, "user", "userName", "change the password of"),
        new("iam", "DeleteLoginProfile", Actions.Key, Look.Yes, "user", "userName", "delete the password of"),
        new("iam", "ChangePassword", Actions.Key, Look.Yes, Phrase: "change their own password"),
        new("iam", "DeactivateMFADevice DeleteVirtualMFADevice", Actions.Key, Look.Yes, "user", "userName serialNumber", "take away the MFA of"),
        new("iam", "EnableMFADevice CreateVirtualMFADevice ResyncMFADevice", Actions.Key, Look.Yes, "user", "userName virtualMFADeviceName", "set up the MFA of"),
        new("iam", "UploadSSHPublicKey UpdateSSHPublicKey DeleteSSHPublicKey CreateServiceSpecificCredential ResetServiceSpecificCredential UpdateServiceSpecificCredential "
            + "DeleteServiceSpecificCredential UploadSigningCertificate UpdateSigningCertificate DeleteSigningCertificate", Actions.Key, Look.Yes, "user", "userName"),
        new("iam", "UploadServerCertificate DeleteServerCertificate UpdateServerCertificate", Actions.Key, Look.AtPeople, "certificate", "serverCertificateName"),
        new("iam", "AttachUserPolicy", Actions.Permission, Look.Yes, "user", "userName", "attach policy {policyArn} to"),
        new("iam", "AttachRolePolicy", Actions.Permission, Look.Yes, "role", "roleName", "attach policy {policyArn} to"),
        new("iam", "AttachGroupPolicy", Actions.Permission, Look.Yes, "group", "groupName", "attach policy {policyArn} to"),
        new("iam", "DetachUserPolicy", Actions.Permission, Look.Yes, "user", "userName", "detach policy {policyArn} from"),
        new("iam", "DetachRolePolicy", Actions.Permission, Look.Yes, "role", "roleName", "detach policy {policyArn} from"),
        new("iam", "DetachGroupPolicy", Actions.Permission, Look.Yes, "group", "groupName", "detach policy {policyArn} from"),
        new("iam", "PutUserPolicy", Actions.Permission, Look.Yes, "user", "userName", "put policy {policyName} on"),
        new("iam", "PutRolePolicy", Actions.Permission, Look.Yes, "role", "roleName", "put policy {policyName} on"),
        new("iam", "PutGroupPolicy", Actions.Permission, Look.Yes, "group", "groupName", "put policy {policyName} on"),
        new("iam", "AddUserToGroup", Actions.Permission, Look.Yes, "user", "userName", "add to group {groupName}"),
        new("iam", "RemoveUserFromGroup", Actions.Permission, Look.Yes, "user", "userName", "remove from group {groupName}"),
        new("iam", "UpdateAssumeRolePolicy", Actions.Permission, Look.Yes, "role", "roleName", "change who may take on"),
        new("iam", "CreateServiceLinkedRole DeleteServiceLinkedRole", Actions.Permission, Look.AtPeople, "service", "aWSServiceName roleName"),
        new("iam", "CreateUser DeleteUser UpdateUser PutUserPermissionsBoundary DeleteUserPermissionsBoundary DeleteUserPolicy", Actions.Permission, Look.Yes, "user", "userName"),
        new("iam", "CreateRole DeleteRole UpdateRole UpdateRoleDescription PutRolePermissionsBoundary DeleteRolePermissionsBoundary DeleteRolePolicy", Actions.Permission, Look.AtPeople, "role", "roleName"),
        new("iam", "CreateGroup DeleteGroup UpdateGroup DeleteGroupPolicy", Actions.Permission, Look.Yes, "group", "groupName"),
        new("iam", "CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion SetDefaultPolicyVersion", Actions.Permission, Look.AtPeople, "policy", "policyName policyArn"),
        new("iam", "GenerateCredentialReport GenerateServiceLastAccessedDetails GenerateOrganizationsAccessReport", Actions.Read),
        new("iam", "Tag* Untag*", Actions.Permission, Look.No, null, "userName roleName policyArn"),
        new("iam", "*", Actions.Permission, Look.AtPeople, null, "userName roleName groupName policyName policyArn instanceProfileName name sAMLProviderArn openIDConnectProviderArn"),

        new("organizations", "CreateAccount InviteAccountToOrganization AcceptHandshake LeaveOrganization RemoveAccountFromOrganization CloseAccount MoveAccount "
            + "DeregisterDelegatedAdministrator RegisterDelegatedAdministrator DisablePolicyType DetachPolicy AttachPolicy UpdatePolicy DeletePolicy DeleteOrganization", Actions.Permission, Look.Yes,
            null, "accountId accountName targetId policyId"),
        new("organizations", "*", Actions.Permission, Look.AtPeople),
        new("ram", "CreateResourceShare AssociateResourceShare AssociateResourceSharePermission UpdateResourceShare", Actions.Permission, Look.Yes, "share", "name resourceShareArn"),
        new("ram", "*", Actions.Permission),
        new("eks", "CreateAccessEntry UpdateAccessEntry DeleteAccessEntry AssociateAccessPolicy DisassociateAccessPolicy", Actions.Permission, Look.Yes, "cluster", "name clusterName"),
        new("s3", "PutBucketPolicy DeleteBucketPolicy PutAccessPointPolicy", Actions.Permission, Look.Yes, "bucket", "bucketName", "change the policy of"),
        new("s3", "PutBucketAcl PutObjectAcl PutBucketOwnershipControls DeleteBucketOwnershipControls", Actions.Permission, Look.Yes, "bucket", "bucketName"),
        new("s3", "PutBucketPublicAccessBlock DeleteBucketPublicAccessBlock PutAccountPublicAccessBlock DeleteAccountPublicAccessBlock PutPublicAccessBlock DeletePublicAccessBlock", Actions.Permission, Look.Yes,
            "bucket", "bucketName", "change the public access block of"),
        new("s3", "PutBucketReplication DeleteBucketReplication PutBucketLifecycle PutBucketLifecycleConfiguration DeleteBucketLifecycle PutBucketEncryption DeleteBucketEncryption PutBucketVersioning PutBucketLogging PutBucketWebsite PutBucketCors", Actions.Policy, Look.AtPeople, "bucket", "bucketName"),
        new("lambda", "AddPermission", Actions.Permission, Look.Yes, "function", "functionName", "let {principal} call"),
        new("lambda", "RemovePermission AddLayerVersionPermission CreateFunctionUrlConfig UpdateFunctionUrlConfig", Actions.Permission, Look.Yes, "function", "functionName layerName"),
        new("ec2", "AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation DisassociateIamInstanceProfile", Actions.Permission, Look.Yes, "instance",
            "AssociateIamInstanceProfileRequest.InstanceId ReplaceIamInstanceProfileAssociationRequest.AssociationId instanceId"),
        new("account", "*", Actions.Policy, Look.AtPeople, "account", "regionName alternateContactType"),
        new("codebuild", "UpdateProjectVisibility", Actions.Visibility, Look.Yes, "project", "projectArn", "change who may see"),
        new("route53domains", "DisableDomainTransferLock TransferDomain TransferDomainToAnotherAwsAccount RetrieveDomainAuthCode", Actions.Permission, Look.Yes, "domain", "domainName"),
        new("lakeformation", "PutDataLakeSettings", Actions.Permission, Look.AtPeople),
        new("transfer", "CreateUser UpdateUser DeleteUser CreateAccess UpdateAccess DeleteAccess", Actions.Permission, Look.AtPeople, "user", "userName externalId"),
        new("ds", "CreateUser DisableUser ResetUserPassword EnableRoleAccess DisableRoleAccess EnableDirectoryDataAccess", Actions.Permission, Look.AtPeople, "directory", "directoryId"),
        new("ec2", "DisableEbsEncryptionByDefault EnableSerialConsoleAccess DisableImageBlockPublicAccess DisableSnapshotBlockPublicAccess ModifyInstanceMetadataOptions", Actions.Policy, Look.AtPeople, null, "ModifyInstanceMetadataOptionsRequest.InstanceId"),
    ];
}
