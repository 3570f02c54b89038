import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { CloudInput } from './document/cloud-document.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

export const testAccountId = '491823307716';

/** What every SDK client of a test is made with. */
export interface ClientOptions {
  region: string;
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  maxAttempts: number;
}

type AccountInput = NonNullable<CloudInput['accounts']>[number];

/** A sandbox with one account, and what this test says about it. */
export function sandboxWith(account: Partial<AccountInput>, rest: CloudInput = {}): Promise<Sandbox> {
  const accounts = [{ id: testAccountId, name: 'payments-prod', ...account }, ...(rest.accounts ?? [])];
  return startSandbox({ cloud: { ...rest, accounts } });
}

export function operatorOptions(sandbox: Sandbox, region = 'eu-north-1'): ClientOptions {
  const credentials = { accessKeyId: sandbox.env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: 'any' };
  return { region, endpoint: sandbox.url, credentials, maxAttempts: 1 };
}

/** Client options with a session in an account's `WatchpostReadOnly`. */
export async function sessionOptions(
  sandbox: Sandbox,
  region = 'eu-north-1',
  accountId = testAccountId,
): Promise<ClientOptions> {
  const sts = new STSClient(operatorOptions(sandbox));
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/WatchpostReadOnly`,
      RoleSessionName: 'test',
      ExternalId: `wp-${accountId}`,
    }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  return { ...operatorOptions(sandbox, region), credentials };
}

/** The error a call ends with, as the SDK reports it. */
export async function errorOf(
  call: Promise<unknown>,
): Promise<{ name: string; status: number; message: string }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata: unknown = Reflect.get(error, '$metadata');
    const status: unknown =
      typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : 0;
    return { name: error.name, status: Number(status ?? 0), message: error.message };
  }
  throw new Error('The call was answered, though it should have been refused.');
}
