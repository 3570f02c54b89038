import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Faults } from './access/faults.ts';
import { Sessions } from './access/sessions.ts';
import { answerCall, type Outcome, type World } from './answer-call.ts';
import { CallLog, type Calls } from './call-log.ts';
import { type Account, buildCloud } from './cloud/cloud.ts';
import { checkReferences } from './document/check-references.ts';
import type { CloudDocument, CloudInput } from './document/cloud-document.ts';
import { CloudFileError } from './document/cloud-file-error.ts';
import { parseCloud, readCloud } from './document/read-files.ts';
import { receive } from './wire/request.ts';

export interface SandboxOptions {
  /** A cloud document, or the path of a file or folder that holds one. */
  cloud: CloudInput | string;
  /** 0, the default, takes any free port. */
  port?: number;
}

export interface Sandbox {
  url: string;
  port: number;
  /** What a client needs in its environment. */
  env: Record<string, string>;
  calls(): Calls;
  resetCalls(): void;
  /** Replaces the accounts and organizations of the same id and keeps the others; a path is read again. */
  update(cloud: CloudInput | string): Promise<void>;
  removeAccount(accountId: string): void;
  expireSessions(): void;
  close(): Promise<void>;
}

/** Serves a cloud on 127.0.0.1 until closed. @throws CloudFileError when the document is not valid. */
export async function startSandbox({ cloud, port = 0 }: SandboxOptions): Promise<Sandbox> {
  let document = await documentOf(cloud);
  checkReferences(document);
  const world: World = {
    cloud: buildCloud(document),
    sessions: new Sessions(),
    faults: new Faults(),
    log: new CallLog(),
  };
  const adopt = (next: CloudDocument) => {
    checkReferences(next);
    world.cloud = buildCloud(next);
    document = next;
  };
  const update = (patch: CloudDocument) => adopt(overlay(document, patch));

  const server = createServer((message, response) => {
    handle(world, update, message, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ message: `sandbox: ${error instanceof Error ? error.stack : String(error)}` }),
      );
    });
  });
  server.keepAliveTimeout = 60_000;
  const address = await listen(server, port);
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    port: address.port,
    env: environment(url, world.cloud.operator.accessKeyId),
    calls: () => world.log.summary(),
    resetCalls: () => world.log.reset(),
    update: async (patch) => update(await documentOf(patch)),
    removeAccount: (id) =>
      adopt({ ...document, accounts: (document.accounts ?? []).filter((it) => it.id !== id) }),
    expireSessions: () => world.sessions.expireAll(),
    close: () => close(server),
  };
}

function environment(url: string, accessKeyId: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_S3_CONTROL: url.replace('127.0.0.1', 'localhost'),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'any-secret-will-do',
    AWS_REGION: 'us-east-1',
  };
}

async function documentOf(cloud: CloudInput | string): Promise<CloudDocument> {
  return typeof cloud === 'string' ? readCloud(cloud) : parseCloud(cloud, 'cloud');
}

async function handle(
  world: World,
  update: (patch: CloudDocument) => void,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await receive(message);
  if (request.path.startsWith('/_sandbox/')) {
    const { status, body } = control(world, update, `${request.method} ${request.path}`, request.body);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
    return;
  }
  send(await answerCall(world, request), response);
}

function send(outcome: Outcome, response: ServerResponse): void {
  if (outcome === 'hang') return;
  if (outcome === 'reset') {
    response.destroy();
    return;
  }
  response.writeHead(outcome.status, {
    ...outcome.headers,
    'content-length': Buffer.byteLength(outcome.body),
  });
  response.end(outcome.body);
}

function control(
  world: World,
  update: (patch: CloudDocument) => void,
  route: string,
  body: string,
): { status: number; body: object } {
  switch (route) {
    case 'GET /_sandbox/calls':
      return { status: 200, body: world.log.summary() };
    case 'POST /_sandbox/reset':
      world.log.reset();
      world.faults.reset();
      return { status: 200, body: { ok: true } };
    case 'POST /_sandbox/expire-sessions':
      world.sessions.expireAll();
      return { status: 200, body: { ok: true } };
    case 'POST /_sandbox/cloud':
      return patchCloud(update, body);
    case 'GET /_sandbox/cloud':
      return { status: 200, body: { accounts: [...world.cloud.accounts.values()].map(introduce) } };
    default:
      return { status: 404, body: { message: `${route} is no control endpoint; see docs/sandbox.md` } };
  }
}

/** What a demo needs to onboard an account. */
function introduce({ id, name, document, roles }: Account): object {
  const [role] = roles.values();
  const externalId = role?.document.externalId ?? `wp-${id}`;
  const { onboard = {}, expect = {} } = document;
  return { id, name, ...(role && { roleArn: role.arn, externalId }), onboard, expect };
}

function patchCloud(update: (patch: CloudDocument) => void, body: string): { status: number; body: object } {
  try {
    update(parseCloud(JSON.parse(body), 'request'));
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (error instanceof CloudFileError || error instanceof SyntaxError) {
      return { status: 400, body: { message: error.message } };
    }
    throw error;
  }
}

function overlay(document: CloudDocument, patch: CloudDocument): CloudDocument {
  const byId = <T extends { id: string }>(old: T[] = [], fresh: T[] = []) => [
    ...old.filter((it) => !fresh.some((other) => other.id === it.id)),
    ...fresh,
  ];
  const operator = patch.operator ?? document.operator;
  return {
    ...(operator && { operator }),
    organizations: byId(document.organizations, patch.organizations),
    accounts: byId(document.accounts, patch.accounts),
  };
}

function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The sandbox got no port.'));
      else resolve(address);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
