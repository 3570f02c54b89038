import type { AlarmControlId } from './control-ids.ts';
import type { Edition } from './editions.ts';

export interface ControlEventName {
  readonly eventSource: string;
  readonly eventName: string;
  /** The first edition whose text names the call. */
  readonly since: Edition;
}

/** The calls each control names; controls about any call have none. */
export const controlEventNames: Readonly<Record<AlarmControlId, readonly ControlEventName[]>> = {
  'unauthorized-api-calls': [],
  'console-signin-without-mfa': [...named('signin.amazonaws.com', '1.2', ['ConsoleLogin'])],
  'root-usage': [],
  'iam-policy-changes': [
    ...named('iam.amazonaws.com', '1.2', [
      'DeleteGroupPolicy',
      'DeleteRolePolicy',
      'DeleteUserPolicy',
      'PutGroupPolicy',
      'PutRolePolicy',
      'PutUserPolicy',
      'CreatePolicy',
      'DeletePolicy',
      'CreatePolicyVersion',
      'DeletePolicyVersion',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'AttachUserPolicy',
      'DetachUserPolicy',
      'AttachGroupPolicy',
      'DetachGroupPolicy',
    ]),
  ],
  'cloudtrail-config-changes': [
    ...named('cloudtrail.amazonaws.com', '1.2', [
      'CreateTrail',
      'UpdateTrail',
      'DeleteTrail',
      'StartLogging',
      'StopLogging',
    ]),
  ],
  'console-auth-failures': [...named('signin.amazonaws.com', '1.2', ['ConsoleLogin'])],
  'kms-cmk-disable-delete': [...named('kms.amazonaws.com', '1.2', ['DisableKey', 'ScheduleKeyDeletion'])],
  's3-bucket-policy-changes': [
    ...named('s3.amazonaws.com', '1.2', [
      'PutBucketAcl',
      'PutBucketPolicy',
      'PutBucketCors',
      'PutBucketLifecycle',
      'PutBucketReplication',
      'DeleteBucketPolicy',
      'DeleteBucketCors',
      'DeleteBucketLifecycle',
      'DeleteBucketReplication',
    ]),
  ],
  'config-changes': [
    ...named('config.amazonaws.com', '1.2', [
      'StopConfigurationRecorder',
      'DeleteDeliveryChannel',
      'PutDeliveryChannel',
      'PutConfigurationRecorder',
    ]),
  ],
  'security-group-changes': [
    ...named('ec2.amazonaws.com', '1.2', [
      'AuthorizeSecurityGroupIngress',
      'AuthorizeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'CreateSecurityGroup',
      'DeleteSecurityGroup',
    ]),
    ...named('ec2.amazonaws.com', '5.0', ['ModifySecurityGroupRules']),
  ],
  'nacl-changes': [
    ...named('ec2.amazonaws.com', '1.2', [
      'CreateNetworkAcl',
      'CreateNetworkAclEntry',
      'DeleteNetworkAcl',
      'DeleteNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'ReplaceNetworkAclAssociation',
    ]),
  ],
  'network-gateway-changes': [
    ...named('ec2.amazonaws.com', '1.2', [
      'CreateCustomerGateway',
      'DeleteCustomerGateway',
      'AttachInternetGateway',
      'CreateInternetGateway',
      'DeleteInternetGateway',
      'DetachInternetGateway',
    ]),
  ],
  'route-table-changes': [
    ...named('ec2.amazonaws.com', '1.2', [
      'CreateRoute',
      'CreateRouteTable',
      'ReplaceRoute',
      'ReplaceRouteTableAssociation',
      'DeleteRouteTable',
      'DeleteRoute',
      'DisassociateRouteTable',
    ]),
  ],
  'vpc-changes': [
    ...named('ec2.amazonaws.com', '1.2', [
      'CreateVpc',
      'DeleteVpc',
      'ModifyVpcAttribute',
      'AcceptVpcPeeringConnection',
      'CreateVpcPeeringConnection',
      'DeleteVpcPeeringConnection',
      'RejectVpcPeeringConnection',
      'AttachClassicLinkVpc',
      'DetachClassicLinkVpc',
      'DisableVpcClassicLink',
      'EnableVpcClassicLink',
    ]),
  ],
  'organizations-changes': [
    ...named('organizations.amazonaws.com', '1.3', [
      'AcceptHandshake',
      'AttachPolicy',
      'CreateAccount',
      'CreateOrganizationalUnit',
      'CreatePolicy',
      'DeclineHandshake',
      'DeleteOrganization',
      'DeleteOrganizationalUnit',
      'DeletePolicy',
      'DetachPolicy',
      'DisablePolicyType',
      'EnablePolicyType',
      'InviteAccountToOrganization',
      'LeaveOrganization',
      'MoveAccount',
      'RemoveAccountFromOrganization',
      'UpdatePolicy',
      'UpdateOrganizationalUnit',
    ]),
  ],
  'monitoring-changes': [
    ...named('cloudtrail.amazonaws.com', '1.2', ['PutEventSelectors']),
    ...named('logs.amazonaws.com', '1.2', [
      'DeleteLogGroup',
      'DeleteLogStream',
      'PutMetricFilter',
      'DeleteMetricFilter',
    ]),
    ...named('monitoring.amazonaws.com', '1.2', ['DeleteAlarms', 'DisableAlarmActions', 'PutMetricAlarm']),
    ...named('sns.amazonaws.com', '1.2', ['SetSubscriptionAttributes', 'Unsubscribe', 'DeleteTopic']),
    ...named('logs.amazonaws.com', '1.2', ['PutRetentionPolicy']),
  ],
};

function named(
  eventSource: string,
  since: Edition,
  eventNames: readonly string[],
): readonly ControlEventName[] {
  return eventNames.map((eventName) => ({ eventSource, eventName, since }));
}
