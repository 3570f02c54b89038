import * as module from '@aws-sdk/client-sts';
import { invalidToken } from '../access/denied-codes.ts';
import { evaluateFor } from '../access/policy.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const sts = defineService({
  name: 'sts',
  signingName: 'sts',
  client: new module.STSClient({ region: 'us-east-1' }),
  module,
  isGlobal: true,
  operations: {
    AssumeRole: operation<module.AssumeRoleRequest, module.AssumeRoleResponse>(assumeRole),
    GetCallerIdentity: operation<module.GetCallerIdentityRequest, module.GetCallerIdentityResponse>(
      (_, { caller }) => ({
        UserId: caller.userId,
        Account: caller.accountId,
        Arn: caller.arn,
      }),
    ),
  },
});

function assumeRole(input: module.AssumeRoleRequest, call: Call): module.AssumeRoleResponse {
  const { caller, cloud, region } = call;
  const wanted = /^arn:([\w-]+):iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(input.RoleArn ?? '');
  if (!wanted) throw new AwsError('ValidationError', `${input.RoleArn} is invalid`, { status: 400 });
  validateSession(input);
  const account = cloud.accounts.get(wanted[2] ?? '');
  const role = account?.roles.get(wanted[3] ?? '');
  if (account?.document.stsInactiveRegions?.includes(region)) {
    const message = `STS is not activated in this region for account:${account.id}. Your account administrator can activate STS in this region using the IAM Console.`;
    throw new AwsError('RegionDisabledException', message, { status: 403 });
  }
  const request = {
    action: 'sts:AssumeRole',
    context: {
      'sts:externalid': input.ExternalId,
      'sts:rolesessionname': input.RoleSessionName,
      'aws:principalarn': caller.arn,
      'aws:principalaccount': caller.accountId,
      'aws:principalorgid': cloud.accounts.get(caller.accountId)?.organization?.id,
    },
  };
  const isTrusted = role !== undefined && evaluateFor(role.trust, caller.arn, request) === 'allow';
  if (!account || role?.arn !== input.RoleArn || !isTrusted) {
    const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`;
    throw new AwsError('AccessDenied', message, { status: 403 });
  }
  const seconds = input.DurationSeconds ?? 3600;
  if (seconds > Math.max(3600, role.maxSessionSeconds)) {
    const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
    throw new AwsError('ValidationError', message, { status: 400 });
  }
  if (account.document.status === 'SUSPENDED') throw invalidToken(sts);
  const name = input.RoleSessionName ?? '';
  const lifetime = Math.min(seconds, role.maxSessionSeconds);
  const session = call.sessions.open(role, account.id, account.partition, name, lifetime);
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: session.expiresAt,
    },
    AssumedRoleUser: { AssumedRoleId: session.caller.userId, Arn: session.caller.arn },
    PackedPolicySize: 0,
  };
}

function validateSession({ RoleSessionName, DurationSeconds, ExternalId }: module.AssumeRoleRequest): void {
  const problem = !/^[\w+=,.@-]{2,64}$/.test(RoleSessionName ?? '')
    ? `Value '${RoleSessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`
    : DurationSeconds !== undefined && (DurationSeconds < 900 || DurationSeconds > 43_200)
      ? `Value '${DurationSeconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900`
      : ExternalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(ExternalId)
        ? `Value '${ExternalId}' at 'externalId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*`
        : undefined;
  if (problem)
    throw new AwsError('ValidationError', `1 validation error detected: ${problem}`, { status: 400 });
}
