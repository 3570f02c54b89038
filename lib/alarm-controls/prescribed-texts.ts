import type { AlarmControlId } from './control-ids.ts';
import type { Edition } from './editions.ts';

export interface PrescribedText {
  readonly editions: readonly Edition[];
  readonly text: string;
}

/** The filter texts the CIS AWS Foundations Benchmark prints, by control and edition. */
export const prescribedTexts: Readonly<Record<AlarmControlId, readonly PrescribedText[]>> = {
  'unauthorized-api-calls': [
    {
      editions: ['1.2'],
      text: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    },
    {
      editions: ['1.3', '1.4', '1.5'],
      text: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ($.sourceIPAddress!="delivery.logs.amazonaws.com") || ($.eventName!="HeadBucket") }',
    },
    {
      editions: ['2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }',
    },
  ],
  'console-signin-without-mfa': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    },
    {
      editions: ['1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    },
  ],
  'root-usage': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    },
  ],
  'iam-policy-changes': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventName = DeleteGroupPolicy) || ($.eventName = DeleteRolePolicy) || ($.eventName = DeleteUserPolicy) || ($.eventName = PutGroupPolicy) || ($.eventName = PutRolePolicy) || ($.eventName = PutUserPolicy) || ($.eventName = CreatePolicy) || ($.eventName = DeletePolicy) || ($.eventName = CreatePolicyVersion) || ($.eventName = DeletePolicyVersion) || ($.eventName = AttachRolePolicy) || ($.eventName = DetachRolePolicy) || ($.eventName = AttachUserPolicy) || ($.eventName = DetachUserPolicy) || ($.eventName = AttachGroupPolicy) || ($.eventName = DetachGroupPolicy) }',
    },
  ],
  'cloudtrail-config-changes': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }',
    },
  ],
  'console-auth-failures': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    },
  ],
  'kms-cmk-disable-delete': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }',
    },
  ],
  's3-bucket-policy-changes': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }',
    },
  ],
  'config-changes': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventSource = config.amazonaws.com) && (($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }',
    },
  ],
  'security-group-changes': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1'],
      text: '{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }',
    },
    {
      editions: ['5.0', '6.0', '7.0'],
      text: '{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) || ($.eventName = ModifySecurityGroupRules) }',
    },
  ],
  'nacl-changes': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry) || ($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = ReplaceNetworkAclAssociation) }',
    },
  ],
  'network-gateway-changes': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway) }',
    },
  ],
  'route-table-changes': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable) }',
    },
    {
      editions: ['3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{($.eventSource = ec2.amazonaws.com) && ($.eventName =CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName =ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName= DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName =DisassociateRouteTable) }',
    },
  ],
  'vpc-changes': [
    {
      editions: ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection) || ($.eventName = AttachClassicLinkVpc) || ($.eventName = DetachClassicLinkVpc) || ($.eventName = DisableVpcClassicLink) || ($.eventName = EnableVpcClassicLink) }',
    },
  ],
  'organizations-changes': [
    {
      editions: ['1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'],
      text: '{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = AcceptHandshake) || ($.eventName = AttachPolicy) || ($.eventName = CreateAccount) || ($.eventName = CreateOrganizationalUnit) || ($.eventName = CreatePolicy) || ($.eventName = DeclineHandshake) || ($.eventName = DeleteOrganization) || ($.eventName = DeleteOrganizationalUnit) || ($.eventName = DeletePolicy) || ($.eventName = DetachPolicy) || ($.eventName = DisablePolicyType) || ($.eventName = EnablePolicyType) || ($.eventName = InviteAccountToOrganization) || ($.eventName = LeaveOrganization) || ($.eventName = MoveAccount) || ($.eventName = RemoveAccountFromOrganization) || ($.eventName = UpdatePolicy) || ($.eventName = UpdateOrganizationalUnit)) }',
    },
  ],
  'monitoring-changes': [],
};
