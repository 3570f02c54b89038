import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from './access/caller.ts';
import {
  accessDenied,
  expiredToken,
  invalidToken,
  throttled,
  unknownOperation,
} from './access/denied-codes.ts';
import { deniedResource } from './access/denied-resource.ts';
import { type Faults, sparse } from './access/faults.ts';
import { type Denial, denialOf, denialText } from './access/permissions.ts';
import type { Sessions } from './access/sessions.ts';
import type { Call } from './call.ts';
import type { CallLog } from './call-log.ts';
import { type Cloud, isRegionOn } from './cloud/cloud.ts';
import type { FaultDocument } from './document/account.ts';
import { services } from './services/registry.ts';
import { type Answer, writeAnswer } from './wire/answer.ts';
import { AwsError } from './wire/aws-error.ts';
import { inProtocolOf } from './wire/protocol.ts';
import { writeError } from './wire/refuse.ts';
import { type Parsed, parseRequest, type Received, type Scope, scopeOf, serviceFor } from './wire/request.ts';
import type { Service } from './wire/service.ts';

export interface World {
  cloud: Cloud;
  sessions: Sessions;
  faults: Faults;
  log: CallLog;
}

/** What goes back over the socket; the last two are failures below HTTP. */
export type Outcome = Answer | 'hang' | 'reset';

export async function answerCall(world: World, request: Received): Promise<Outcome> {
  const scope = scopeOf(request);
  const known = scope && serviceFor(services, scope, request);
  if (!scope || !known) return unroutable(scope);
  const service = inProtocolOf(known, request);
  const requestId = randomUUID();
  try {
    return await answerSigned(world, request, scope, service, requestId);
  } catch (error) {
    if (error instanceof AwsError) return writeError(service, error, requestId, request.path);
    throw error;
  }
}

async function answerSigned(
  world: World,
  request: Received,
  scope: Scope,
  service: Service,
  requestId: string,
): Promise<Outcome> {
  const parsed = parseRequest(service, request);
  const caller = callerOf(world, scope, service);
  const call = callFor(world, caller, scope.region);
  const action = actionOf(service, parsed);
  const count = (outcome: string) =>
    world.log.add({
      accountId: accountAsked(call, parsed.name, parsed.input),
      region: scope.region,
      service: service.name,
      action: parsed.name,
      outcome,
    });
  try {
    const outcome = await perform(world, call, service, parsed, action, requestId);
    count(typeof outcome === 'string' ? outcome : outcome.status < 400 ? 'ok' : String(outcome.status));
    return outcome;
  } catch (error) {
    count(error instanceof AwsError ? error.code : 'crash');
    throw error;
  }
}

async function perform(
  world: World,
  call: Call,
  service: Service,
  { name, schema, input }: Parsed,
  action: string,
  requestId: string,
): Promise<Outcome> {
  if (!service.isGlobal && !isRegionOn(call.account, call.region)) throw invalidToken(service);
  const asked = world.cloud.accounts.get(accountAsked(call, name, input)) ?? call.account;
  const fault = world.faults.strike(asked, action, call.region, input);
  const denied = (denial: Denial) => {
    const resource = deniedResource(service, call, input);
    return accessDenied(service, denialText(call.caller.arn, action, denial, resource));
  };
  const struck = fault && (await strike(fault, service, name, denied));
  if (struck) return struck;
  const operation = service.operations[name];
  if (!schema || !operation) throw unknownOperation(service, name);
  const denial = service.name === 'sts' ? undefined : denialOf(call, action);
  if (denial) throw denied(denial);
  const output = operation.run(input, call);
  const given = fault?.kind === 'sparse' ? sparse(output, fault.fields) : output;
  return writeAnswer(service, schema, asOutput(given), requestId);
}

async function strike(
  fault: FaultDocument,
  service: Service,
  name: string,
  denied: (denial: Denial) => AwsError,
): Promise<Outcome | undefined> {
  if (fault.delayMs !== undefined) await sleep(fault.delayMs);
  switch (fault.kind) {
    case 'deny':
      throw denied({ by: fault.by ?? (service.name === 'sts' ? 'trust' : 'identity') });
    case 'throttle':
      throw throttled(service);
    case 'unknown-operation':
      throw unknownOperation(service, name);
    case 'server-error':
      return { status: 500, headers: { 'content-type': 'text/html' }, body: serverErrorPage };
    case 'timeout':
      return 'hang';
    case 'reset':
      return 'reset';
    case 'slow':
    case 'sparse':
      return undefined;
  }
}

const serverErrorPage =
  '<!doctype html><html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1></body></html>';

function callerOf({ cloud, sessions }: World, { accessKeyId }: Scope, service: Service): Caller {
  if (accessKeyId === cloud.operator.accessKeyId) {
    return { accountId: cloud.operator.accountId, arn: cloud.operator.arn, userId: 'AIDAWATCHPOSTSANDBOX0' };
  }
  const session = sessions.find(accessKeyId);
  if (!session) throw invalidToken(service);
  if (session.expiresAt.getTime() <= Date.now()) throw expiredToken(service);
  return session.caller;
}

function callFor({ cloud, sessions }: World, caller: Caller, region: string): Call {
  const account = cloud.accounts.get(caller.accountId);
  if (!account)
    throw new AwsError('AccessDeniedException', `Account ${caller.accountId} is gone.`, { status: 403 });
  return { cloud, account, region, here: account.resources.get(region) ?? {}, caller, sessions };
}

/** An AssumeRole counts for, and fails as, the account whose role is asked for. */
function accountAsked(call: Call, name: string, input: unknown): string {
  if (name !== 'AssumeRole' || typeof input !== 'object' || input === null) return call.account.id;
  return /::(\d{12}):/.exec(String(Reflect.get(input, 'RoleArn')))?.[1] ?? call.account.id;
}

function actionOf(service: Service, { name }: Parsed): string {
  return service.operations[name]?.action ?? `${service.iamPrefix}:${name}`;
}

function unroutable(scope: Scope | undefined): Answer {
  const message = scope
    ? `The sandbox does not know the service "${scope.signingName}".`
    : 'Missing Authentication Token';
  return {
    status: scope ? 404 : 403,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': scope ? 'UnknownServiceException' : 'MissingAuthenticationTokenException',
    },
    body: JSON.stringify({ message }),
  };
}

/** `sparse` maps an output to an output with fewer fields, which its signature cannot say. */
function asOutput(value: unknown): object {
  return value as object;
}
