import * as module from '@aws-sdk/client-kms';
import { accessDenied } from '../access/denied-codes.ts';
import { denialText } from '../access/permissions.ts';
import { evaluateFor } from '../access/policy.ts';
import type { Call } from '../call.ts';
import { PolicyDocument } from '../document/account.ts';
import type { KeyDocument } from '../document/security.ts';
import { paginate } from '../paginate.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineService, operation } from '../wire/service.ts';

export const kms = defineService({
  name: 'kms',
  signingName: 'kms',
  client: new module.KMSClient({ region: 'us-east-1' }),
  module,
  operations: {
    DescribeKey: operation<module.DescribeKeyRequest, module.DescribeKeyResponse>((input, call) => {
      const {
        aliases: _a,
        policy: _p,
        rotation: _r,
        ...metadata
      } = find(input.KeyId, call, 'kms:DescribeKey');
      return { KeyMetadata: metadata };
    }),
    GetKeyPolicy: operation<module.GetKeyPolicyRequest, module.GetKeyPolicyResponse>((input, call) => ({
      Policy: policyText(find(input.KeyId, call, 'kms:GetKeyPolicy')),
      PolicyName: 'default',
    })),
    GetKeyRotationStatus: operation<module.GetKeyRotationStatusRequest, module.GetKeyRotationStatusResponse>(
      (input, call) => {
        const key = find(input.KeyId, call, 'kms:GetKeyRotationStatus');
        if (
          key.KeySpec !== 'SYMMETRIC_DEFAULT' ||
          key.Origin === 'EXTERNAL' ||
          key.Origin === 'AWS_CLOUDHSM'
        ) {
          throw new AwsError('UnsupportedOperationException', `${key.Arn} does not support key rotation.`);
        }
        if (key.KeyState === 'PendingDeletion') {
          throw new AwsError('KMSInvalidStateException', `${key.Arn} is pending deletion.`);
        }
        return key.rotation ?? { KeyRotationEnabled: false };
      },
    ),
    ListKeys: operation<module.ListKeysRequest, module.ListKeysResponse>((input, { here }) => {
      const keys = (here.keys ?? []).map((it) => ({ KeyId: it.KeyId, KeyArn: it.Arn }));
      const page = pageOf(keys, 'keys', input.Limit ?? 100, input.Marker);
      return { Keys: page.items, NextMarker: page.next, Truncated: page.next !== undefined };
    }),
    ListAliases: operation<module.ListAliasesRequest, module.ListAliasesResponse>((input, { here }) => {
      const aliases = (here.keys ?? [])
        .filter((key) => !input.KeyId || input.KeyId === key.KeyId || input.KeyId === key.Arn)
        .flatMap((key) =>
          (key.aliases ?? []).map((AliasName) => ({
            AliasName,
            AliasArn: (key.Arn ?? '').replace(/key\/.*$/, AliasName),
            TargetKeyId: key.KeyId,
          })),
        );
      const page = pageOf(aliases, `aliases ${input.KeyId}`, input.Limit ?? 50, input.Marker);
      return { Aliases: page.items, NextMarker: page.next, Truncated: page.next !== undefined };
    }),
  },
});

/** Finds a key by id, ARN or alias; one of another account only where its key policy lets the caller in. */
function find(keyId: string | undefined, call: Call, action: string): KeyDocument {
  const wanted = keyId ?? '';
  const parts = wanted.startsWith('arn:') ? wanted.split(':') : undefined;
  if (parts && parts[3] !== call.region) throw new AwsError('NotFoundException', `Invalid arn ${parts[3]}`);
  const accountId = parts?.[4] ?? call.account.id;
  const name = parts?.[5] ?? wanted;
  const keys = call.cloud.accounts.get(accountId)?.resources.get(call.region)?.keys ?? [];
  const key = keys.find(
    (it) => name === it.KeyId || name === `key/${it.KeyId}` || it.aliases?.includes(name),
  );
  if (accountId !== call.account.id && !(key && isOpenTo(key, call, action))) {
    const resource = `arn:aws:kms:${call.region}:${accountId}:${name}`;
    throw accessDenied(kms, denialText(call.caller.arn, action, { by: 'resource' }, resource));
  }
  if (!key) {
    const what = name.startsWith('alias/') ? 'Alias' : 'Key';
    const text = parts
      ? wanted
      : `arn:${call.account.partition}:kms:${call.region}:${accountId}:${what === 'Key' ? 'key/' : ''}${name}`;
    throw new AwsError(
      'NotFoundException',
      `${what} '${text}' ${what === 'Key' ? 'does not exist' : 'is not found.'}`,
    );
  }
  return key;
}

function isOpenTo(key: KeyDocument, { caller }: Call, action: string): boolean {
  const policy = PolicyDocument.parse(JSON.parse(policyText(key)));
  return (
    evaluateFor(policy, caller.arn, { action, context: { 'aws:principalaccount': caller.accountId } }) ===
    'allow'
  );
}

function policyText(key: KeyDocument): string {
  if (key.policy) return key.policy;
  const partition = (key.Arn ?? '').split(':')[1] ?? 'aws';
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${key.AWSAccountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}

function pageOf<T>(items: T[], of: string, size: number, token: string | undefined) {
  return paginate(items, { of, size, token, invalid: 'InvalidMarkerException' });
}
