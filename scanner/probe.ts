import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { missingPermissions, policyText } from '#lib/onboarding/role-documents.ts';
import type { ConnectionProblem, ConnectionStepId, ConnectionTest } from '#lib/posture/connection-test.ts';
import { parseRoleArn } from '#lib/posture/role-arn.ts';
import { type Asking, openAsking } from './aws/ask.ts';
import { makeClient, type Traffic } from './aws/clients.ts';
import { assumeRole, openTraffic, type SignedIn, SignInError } from './aws/sign-in.ts';
import { readRegions } from './collectors/regions.ts';
import { neededPermissions } from './policy.ts';
import { openBoard, type ProbeBoard } from './probe/board.ts';
import { type Attempt, notUsable, openRole, roleRefused } from './probe/problems.ts';
import { tryPermissions } from './probe/try-permissions.ts';

export interface ProbeOptions {
  /** A new role is refused for up to a minute or two: how long to go on trying. */
  patienceMs: number;
  retryEveryMs: number;
  signal: AbortSignal;
}

/**
 * Tries a role as onboarding needs it, step by step. Yields the whole state after each change; the last one has
 * an outcome. Nothing is changed in the account.
 * @throws only when `signal` aborts.
 */
export async function* probe(attempt: Attempt, options: ProbeOptions): AsyncGenerator<ConnectionTest> {
  const board = openBoard(neededPermissions());
  const work = run(attempt, options, board).finally(() => board.close());
  yield* board.changes();
  await work;
}

async function run(attempt: Attempt, options: ProbeOptions, board: ProbeBoard): Promise<void> {
  const role = parseRoleArn(attempt.roleArn);
  if (typeof role === 'string') {
    board.end('parse', 'refused', role, notUsable(new SignInError('invalid-role-arn', role)));
    return board.finish('refused');
  }
  board.found(role.accountId, role.partition);
  board.end(
    'parse',
    'passed',
    `Account ${role.accountId}, partition ${role.partition}, role ${role.roleName}`,
  );

  const traffic = openTraffic(options.signal);
  const signedIn = await assumeWithPatience(attempt, traffic, options, board);
  if (!signedIn) return;
  const asking = openAsking(
    (Client, region) => makeClient(Client, region, signedIn.credentials, traffic),
    options.signal,
    () => undefined,
  );
  if (!(await isDeclaredAccount(signedIn, asking, role.accountId, board))) return;
  if (!(await isRefused('refuse-without-id', 'without', null, attempt, traffic, board))) return;
  if (!(await isRefused('refuse-wrong-id', 'wrong', wrongId(attempt.externalId), attempt, traffic, board)))
    return;

  await tryRegions(asking, signedIn, board);
  await tryActions(signedIn, board);
  board.finish('connected');
}

async function assumeWithPatience(
  attempt: Attempt,
  traffic: Traffic,
  options: ProbeOptions,
  board: ProbeBoard,
): Promise<SignedIn | null> {
  const until = Date.now() + options.patienceMs;
  board.begin('assume', 'sts:AssumeRole with the external ID');
  for (let refusals = 0; ; refusals += 1) {
    const result = await signInOrError(attempt.roleArn, attempt.externalId, traffic);
    options.signal.throwIfAborted();
    if (!(result instanceof SignInError)) {
      const early = refusals > 0 ? ` Refused ${refusals} times while the role was new, then allowed.` : '';
      board.end('assume', 'passed', `sts:AssumeRole from ${result.homeRegion}.${early}`);
      return result;
    }
    const mayChange = result.code === 'role-refused' || result.code === 'inconclusive';
    if (!mayChange || Date.now() + options.retryEveryMs > until) {
      refuseSignIn(attempt, result, board);
      return null;
    }
    board.begin('assume', `Not yet: ${result.message} A new role takes a minute; trying again.`);
    await pause(options.retryEveryMs, options.signal);
  }
}

function refuseSignIn(attempt: Attempt, error: SignInError, board: ProbeBoard): void {
  const isAboutRole = error.code === 'role-refused';
  const problem = isAboutRole ? roleRefused(attempt, error) : notUsable(error);
  const isInconclusive = error.code === 'inconclusive' || error.code === 'no-credentials';
  board.end('assume', isInconclusive ? 'inconclusive' : 'refused', error.message, problem);
  board.finish(isInconclusive ? 'inconclusive' : 'refused');
}

const Identity = z.object({ Account: z.string(), Arn: z.string() });

async function isDeclaredAccount(
  signedIn: SignedIn,
  asking: Asking,
  declared: string,
  board: ProbeBoard,
): Promise<boolean> {
  board.begin('identity', 'sts:GetCallerIdentity');
  const answer = await asking.tryAsk({
    topic: 'account.identity',
    api: 'sts:GetCallerIdentity',
    region: signedIn.homeRegion,
    answer: Identity,
    send: (options) =>
      asking.client(STSClient, signedIn.homeRegion).send(new GetCallerIdentityCommand({}), options),
  });
  const found = answer.isAnswered ? answer.value.Account : signedIn.accountId;
  if (found === declared) {
    board.end('identity', 'passed', `${declared}, declared and found`);
    return true;
  }
  const error = new SignInError('wrong-account', `The role belongs to ${found}, not to ${declared}.`);
  board.end('identity', 'refused', error.message, notUsable(error));
  board.finish('refused');
  return false;
}

/** The role must not open to one who does not know the ID: that is what the ID is for. */
async function isRefused(
  step: ConnectionStepId,
  how: 'without' | 'wrong',
  externalId: string | null,
  attempt: Attempt,
  traffic: Traffic,
  board: ProbeBoard,
): Promise<boolean> {
  board.begin(step, 'sts:AssumeRole');
  const result = await signInOrError(attempt.roleArn, externalId, traffic);
  traffic.signal.throwIfAborted();
  if (result instanceof SignInError && result.code === 'role-refused') {
    board.end(step, 'passed', 'AccessDenied, as it must be');
    return true;
  }
  const problem: ConnectionProblem =
    result instanceof SignInError ? notUsable(result) : openRole(attempt, how);
  const state = result instanceof SignInError ? 'inconclusive' : 'refused';
  board.end(step, state, problem.whatHappened, problem);
  board.finish(state);
  return false;
}

async function tryRegions(asking: Asking, signedIn: SignedIn, board: ProbeBoard): Promise<void> {
  board.begin('regions', 'account:ListRegions');
  const gaps: string[] = [];
  const { regions } = await readRegions(asking, signedIn.homeRegion, null, (gap) =>
    gaps.push(`${gap.api}: ${gap.message}`),
  );
  if (gaps.length > 0) board.end('regions', 'inconclusive', `The list could not be read. ${gaps.join(' ')}`);
  else board.end('regions', 'passed', `${regions.length} regions enabled`);
}

async function tryActions(signedIn: SignedIn, board: ProbeBoard): Promise<void> {
  board.begin('permissions', 'Each action where a scan would call it; nothing is changed');
  await tryPermissions(neededPermissions(), signedIn, (it) => board.tried(it));
  const denied = board.denied();
  if (denied.length === 0)
    return board.end('permissions', 'passed', 'Every action is allowed that was tried');
  const grantable = denied.filter((it) => !/control policy|boundary/i.test(it.deniedBy ?? ''));
  const policy =
    grantable.length > 0 ? policyText(missingPermissions(grantable.map((it) => it.action))) : null;
  const blinded = new Set(denied.flatMap((it) => it.blinds));
  const names = denied.map((it) => it.action).join(', ');
  board.end('permissions', 'refused', `${denied.length} denied: ${names}`, {
    code: 'denied',
    whatHappened: `AWS denied ${names}.`,
    causes: denied.map((it) => ({ title: it.action, detail: it.deniedBy ?? '' })),
    whatToDo: `You can onboard anyway: ${blinded.size} checks read unknown, never pass.${policy ? ' The policy below grants what is missing.' : ''}`,
    copy: policy,
    requestId: null,
    at: new Date().toISOString(),
  });
  board.missing(policy);
}

async function signInOrError(
  roleArn: string,
  externalId: string | null,
  traffic: Traffic,
): Promise<SignedIn | SignInError> {
  try {
    return await assumeRole({ roleArn, externalId }, traffic);
  } catch (error) {
    if (error instanceof SignInError) return error;
    throw error;
  }
}

/** Differs in its last letters only, so that a wildcard in the trust policy shows. */
function wrongId(externalId: string): string {
  const tail = externalId.slice(-4);
  return `${externalId.slice(0, -4)}${tail === 'none' ? 'nope' : 'none'}`;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
