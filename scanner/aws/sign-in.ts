import { randomBytes } from 'node:crypto';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { parseRoleArn } from '#lib/posture/role-arn.ts';
import { openCallLedger } from './call-ledger.ts';
import { type Credentials, makeClient, type Traffic } from './clients.ts';
import { failureOf, isUnreadable, kindOf } from './error-kind.ts';
import { partitionOf, signInRegions } from './partitions.ts';
import { openTokenBuckets } from './token-bucket.ts';

/** Credentials for one account, made once and shared by all its clients. */
export interface SignedIn {
  accountId: string;
  partition: string;
  /** Region account-wide questions are asked in. */
  homeRegion: string;
  credentials: Credentials;
  /** ARN AWS says we act as. */
  actingAs: string;
  traffic: Traffic;
}

export type SignInFailureCode =
  | 'role-refused'
  | 'no-credentials'
  | 'wrong-account'
  | 'inconclusive'
  | 'invalid-role-arn';

export class SignInError extends Error {
  readonly code: SignInFailureCode;
  readonly requestId: string | null;

  constructor(
    code: SignInFailureCode,
    message: string,
    options: { requestId?: string | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'SignInError';
    this.code = code;
    this.requestId = options.requestId ?? null;
  }
}

const sessionSeconds = 3600;

const AssumeRoleAnswer = z.object({
  Credentials: z.object({
    AccessKeyId: z.string(),
    SecretAccessKey: z.string(),
    SessionToken: z.string(),
    /** Only to renew in time; sessions outlast a scan. */
    Expiration: z.date().optional().catch(undefined),
  }),
  AssumedRoleUser: z.object({ Arn: z.string() }),
});
const CallerIdentity = z.object({ Account: z.string().regex(/^\d{12}$/), Arn: z.string() });

export function openTraffic(signal: AbortSignal): Traffic {
  return { ledger: openCallLedger(), buckets: openTokenBuckets(), signal };
}

/**
 * Assumes the role once. The answer names the session's account, so no further call is needed to check it.
 * @throws SignInError
 */
export async function assumeRole(
  role: { roleArn: string; externalId: string | null },
  traffic: Traffic,
): Promise<SignedIn> {
  const parsed = parseRoleArn(role.roleArn);
  if (typeof parsed === 'string') throw new SignInError('invalid-role-arn', parsed);
  const region = await preferredRegion();
  const input = {
    RoleArn: role.roleArn,
    RoleSessionName: `watchpost-${randomBytes(4).toString('hex')}`,
    DurationSeconds: sessionSeconds,
    ...(role.externalId !== null && { ExternalId: role.externalId }),
  };
  const { answer, region: answeredBy } = await firstAnswer(
    signInRegions(parsed.partition, region),
    traffic,
    (sts) => sts.send(new AssumeRoleCommand(input), { abortSignal: traffic.signal }),
  );
  const { Credentials: keys, AssumedRoleUser } = readAnswer(AssumeRoleAnswer, answer);
  const accountId = AssumedRoleUser.Arn.split(':')[4] ?? '';
  if (accountId !== parsed.accountId) {
    throw new SignInError(
      'wrong-account',
      `The role belongs to account ${accountId}, not ${parsed.accountId}.`,
    );
  }
  return {
    accountId,
    partition: parsed.partition,
    homeRegion: answeredBy,
    credentials: {
      accessKeyId: keys.AccessKeyId,
      secretAccessKey: keys.SecretAccessKey,
      sessionToken: keys.SessionToken,
      ...(keys.Expiration && { expiration: keys.Expiration }),
    },
    actingAs: AssumedRoleUser.Arn,
    traffic,
  };
}

/**
 * The process's own credentials, found once by the default chain.
 * @throws SignInError
 */
export async function ownCredentials(traffic: Traffic): Promise<SignedIn> {
  const region = (await preferredRegion()) ?? 'us-east-1';
  const probe = makeClient(STSClient, region, undefined, traffic);
  const { answer, region: answeredBy } = await firstAnswer(
    signInRegions(partitionOf(region), region),
    traffic,
    (sts) => sts.send(new GetCallerIdentityCommand({}), { abortSignal: traffic.signal }),
  );
  const identity = readAnswer(CallerIdentity, answer);
  return {
    accountId: identity.Account,
    partition: partitionOf(region),
    homeRegion: answeredBy,
    credentials: () => probe.config.credentials(),
    actingAs: identity.Arn,
    traffic,
  };
}

/** The region AWS_REGION or the shared config names, as the SDK itself finds it. */
async function preferredRegion(): Promise<string | null> {
  try {
    return await new STSClient({}).config.region();
  } catch (error) {
    if (error instanceof Error && /region is missing/i.test(error.message)) return null;
    throw error;
  }
}

/** A region whose STS endpoint is not activated, or cannot be reached, is no answer about the role. */
async function firstAnswer(
  regions: readonly string[],
  traffic: Traffic,
  send: (sts: STSClient) => Promise<unknown>,
): Promise<{ answer: unknown; region: string }> {
  let last: unknown;
  for (const region of regions) {
    try {
      return { answer: await send(makeClient(STSClient, region, undefined, traffic)), region };
    } catch (error) {
      last = error;
      if (failureOf(error).code !== 'RegionDisabledException' && kindOf(error) !== 'unreachable') break;
    }
  }
  throw signInErrorOf(last);
}

function readAnswer<T>(shape: z.ZodType<T>, answer: unknown): T {
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new SignInError('inconclusive', 'STS answered without the fields it promises. Try again.', {
    cause: parsed.error,
  });
}

const ownFault =
  /^(CredentialsProviderError|ExpiredToken|ExpiredTokenException|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|MissingAuthenticationToken|IncompleteSignature|TokenRefreshRequired)$/;

/** Tells the customer's problem (the role) from the operator's (our own credentials) and from nobody's (an outage). */
function signInErrorOf(error: unknown): SignInError {
  const { code, message, requestId } = failureOf(error);
  if (
    ownFault.test(code) ||
    /could not load credentials|credentials? .*(expired|missing|invalid)/i.test(message)
  ) {
    return new SignInError(
      'no-credentials',
      `Watchpost has no working AWS credentials of its own: ${message}`,
      { requestId, cause: error },
    );
  }
  if (kindOf(error) === 'denied') {
    return new SignInError('role-refused', `AWS refused AssumeRole: ${message}`, { requestId, cause: error });
  }
  if (isUnreadable(error)) {
    const what = "STS could not be asked: the answer is not in the service's format.";
    return new SignInError('inconclusive', what, { requestId, cause: error });
  }
  return new SignInError('inconclusive', `STS could not be asked (${code}): ${message}`, {
    requestId,
    cause: error,
  });
}
