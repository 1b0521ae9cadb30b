using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>What runs: images, groups, stacks, deployments, machines and networks.</summary>
static class InfraCalls
{
    const string Firewall = "infra.firewall";
    const string Group = "auto scaling group";
    const string GroupName = "autoScalingGroupName";
    const string Template = "LaunchTemplateName";

    public static readonly Meaning[] Rows =
    [
        new("ec2", "CreateImage RegisterImage CopyImage ImportImage CreateRestoreImageTask", "ami.create", Look.AtPeople, "image", "/responseElements.imageId imageId name"),
        new("ec2", "DeregisterImage DisableImage", "ami.delete", Look.AtPeople, "image", "imageId"),
        new("ec2", "ModifyImageAttribute ResetImageAttribute EnableImage EnableImageDeprecation DisableImageDeprecation", Actions.Ami, Look.AtPeople, "image", "imageId EnableImageDeprecationRequest.ImageId"),
        new("ec2", "CreateLaunchTemplate", "ami.template", Look.AtPeople, "launch template", $"CreateLaunchTemplateRequest.{Template} launchTemplateName"),
        new("ec2", "CreateLaunchTemplateVersion", "ami.template", Look.AtPeople, "launch template",
            $"CreateLaunchTemplateVersionRequest.{Template} CreateLaunchTemplateVersionRequest.LaunchTemplateId launchTemplateName launchTemplateId", "create a version of"),
        new("ec2", "ModifyLaunchTemplate", "ami.template", Look.AtPeople, "launch template",
            $"ModifyLaunchTemplateRequest.{Template} ModifyLaunchTemplateRequest.LaunchTemplateId launchTemplateName launchTemplateId", "change the default version of"),
        new("imagebuilder", "StartImagePipelineExecution CreateImage DistributeImage ImportVmImage", "ami.create", Look.AtPeople, "image", "imagePipelineArn imageRecipeArn name imageArn"),
        new("autoscaling", "CreateLaunchConfiguration", "ami.template", Look.AtPeople, "launch configuration", "launchConfigurationName"),
        new("autoscaling", "UpdateAutoScalingGroup", "infra.group", Look.No, Group, GroupName),
        new("autoscaling", "StartInstanceRefresh", "ami.refresh", Look.AtPeople, Group, GroupName, "start to replace the instances of"),
        new("autoscaling", "CancelInstanceRefresh RollbackInstanceRefresh", "ami.refresh", Look.AtPeople, Group, GroupName),
        new("autoscaling", "SetDesiredCapacity ExecutePolicy", Actions.Scale, Look.No, Group, GroupName, "scale", " to {desiredCapacity}"),
        new("autoscaling", "DeletePolicy", Actions.Infra, Look.No, Group, GroupName),
        new("autoscaling", "DeleteAutoScalingGroup", "delete.group", Look.AtPeople, Group, GroupName),
        new("autoscaling", "*", Actions.Infra, Look.No, Group, GroupName),
        new("application-autoscaling", "*", Actions.Scale, Look.No, null, "resourceId"),
        new("cloudformation", "CreateStack UpdateStack", "infra.stack", Look.No, "stack", "stackName"),
        new("cloudformation", "ExecuteChangeSet", "infra.stack", Look.No, "stack", "stackName changeSetName", "update"),
        new("cloudformation", "DeleteStack", "delete.stack", Look.AtPeople, "stack", "stackName"),
        new("cloudformation", "*", "infra.stack", Look.No, "stack", "stackName stackSetName"),

        new("ecs", "UpdateService", Actions.Deploy, Look.No, "service", "service", "update"),
        new("ecs", "CreateService", "create.app", Look.No, "service", "serviceName"),
        new("ecs", "DeleteService DeleteCluster", "delete.app", Look.AtPeople, null, "service cluster"),
        new("ecs", "RunTask StartTask", Actions.Exec, Look.No, "task", "taskDefinition", "run"),
        new("ecs", "RegisterTaskDefinition", "release.create", Look.No, "task definition", "family"),
        new("ecs", "RegisterContainerInstance DeregisterContainerInstance", Actions.Infra, Look.No, "cluster", "cluster"),
        new("lambda", "UpdateFunctionCode", Actions.Deploy, Look.No, "function", "functionName", "update the code of"),
        new("lambda", "UpdateAlias CreateAlias", Actions.Deploy, Look.No, "function", "functionName", "point {name} to another version of"),
        new("lambda", "PublishVersion", "release.create", Look.No, "function", "functionName", "publish a version of"),
        new("lambda", "UpdateFunctionConfiguration", "env.change", Look.No, "function", "functionName", "change the configuration of"),
        new("lambda", "CreateFunction", "create.app", Look.No, "function", "functionName"),
        new("lambda", "DeleteFunction", "delete.app", Look.AtPeople, "function", "functionName"),
        new("lambda", "Invoke InvokeAsync InvokeExecution", Actions.Other, Look.No, "function", "functionName"),
        new("lambda", "*", Actions.Infra, Look.No, "function", "functionName"),
        new("codedeploy", "CreateDeployment", Actions.Deploy, Look.No, "application", "applicationName", "deploy"),
        new("elasticbeanstalk", "UpdateEnvironment", Actions.Deploy, Look.No, "environment", "environmentName environmentId", "deploy {versionLabel} to"),
        new("apprunner", "StartDeployment UpdateService", Actions.Deploy, Look.No, "service", "serviceArn", "deploy"),
        new("amplify", "StartJob StartDeployment", Actions.Deploy, Look.No, "app", "appId", "deploy"),
        new("codepipeline", "StartPipelineExecution", Actions.Build, Look.No, "pipeline", "name", "start"),
        new("codepipeline", "PutApprovalResult", Actions.Approval, Look.No, "pipeline", "pipelineName", "answer an approval of"),
        new("codebuild", "StartBuild StartBuildBatch RetryBuild", Actions.Build, Look.No, "project", "projectName", "start a build of"),
        new("codecommit", "GitPush", Actions.Push, Look.No, "repository", "/additionalEventData.repositoryName repositoryName", "push to"),
        new("codecommit", "DeleteRepository", "delete.repository", Look.AtPeople, "repository", "repositoryName"),
        new("codecommit", "MergePullRequest*", Actions.Merge, Look.No, "repository", "repositoryName", "merge a pull request of"),
        new("ecr", "PutImage", "build.image", Look.No, "repository", "repositoryName", "push image {imageTag} to"),
        new("ecr", "SetRepositoryPolicy DeleteRepositoryPolicy PutRegistryPolicy", Actions.Permission, Look.Yes, "repository", "repositoryName"),
        new("ecr", "DeleteRepository", "delete.repository", Look.AtPeople, "repository", "repositoryName"),
        new("eks", "UpdateClusterConfig UpdateClusterVersion", "infra.cluster", Look.AtPeople, "cluster", "name", "update"),
        new("eks", "DeleteCluster", "delete.cluster", Look.AtPeople, "cluster", "name"),
        new("eks", "UpdateNodegroupConfig", Actions.Scale, Look.No, "cluster", "name clusterName", "scale node group {nodegroupName} of"),
        new("eks", "*", Actions.Infra, Look.No, "cluster", "name clusterName"),

        new("ec2", "RunInstances", "infra.instance", Look.AtPeople, "image", "instancesSet.imageId", "start instances of"),
        new("ec2", "StartInstances StopInstances RebootInstances", "infra.instance", Look.No, "instance", "instancesSet.instanceId"),
        new("ec2", "ModifyInstanceAttribute", "infra.instance", Look.AtPeople, "instance", "instanceId", "modify"),
        new("ec2", "TerminateInstances", "delete.instance", Look.No, "instance", "instancesSet.instanceId"),
        new("ec2", "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress", Firewall, Look.AtPeople, "security group", "groupId groupName", "open"),
        new("ec2", "ModifySecurityGroupRules", Firewall, Look.AtPeople, "security group", "ModifySecurityGroupRulesRequest.GroupId", "change the rules of"),
        new("ec2", "RevokeSecurityGroupIngress RevokeSecurityGroupEgress", Firewall, Look.AtPeople, "security group", "groupId groupName", "close"),
        new("ec2", "CreateNetworkAclEntry ReplaceNetworkAclEntry DeleteNetworkAclEntry", Firewall, Look.AtPeople, "network acl", "networkAclId"),
        new("ec2", "ModifySnapshotAttribute", "infra.share", Look.AtPeople, "snapshot", "snapshotId", "change who may use"),
        new("ec2", "CreateManagedPrefixList ModifyManagedPrefixList", Firewall, Look.No, "prefix list",
            "CreateManagedPrefixListRequest.PrefixListName ModifyManagedPrefixListRequest.PrefixListId prefixListName prefixListId"),
        new("ec2", "CreateSecurityGroup", Actions.Infra, Look.No, "security group", "groupName"),
        new("ec2", "Delete*", "delete.infra"),
        new("ec2", "*", Actions.Infra),
        new("elasticloadbalancing", "Delete*", "delete.infra"),
        new("elasticloadbalancing", "*", Actions.Infra),
        new("route53", "ChangeResourceRecordSets", "infra.dns", Look.No, "zone", "hostedZoneId", "change records of"),
        new("route53", "*", "infra.dns"),
        new("s3", "DeleteBucket", "delete.bucket", Look.Yes, "bucket", "bucketName"),
        new("s3", "GetObject HeadObject ListObjects", Actions.Read, Look.No, "bucket", "bucketName"),
        new("s3", "PutObject CopyObject RestoreObject UploadPart CompleteMultipartUpload CreateMultipartUpload AbortMultipartUpload PutObjectTagging", Actions.Other, Look.No, "bucket", "bucketName"),
        new("s3", "DeleteObject DeleteObjects", Actions.Delete, Look.No, "bucket", "bucketName"),
    ];
}
