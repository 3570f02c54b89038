import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type {
  AwsCredentialIdentity,
  FinalizeRequestMiddleware,
  MiddlewareStack,
  Provider,
} from '@smithy/types';
import type { CallLedger } from './call-ledger.ts';
import { isThrottling } from './error-kind.ts';
import { refuseForeignBodies } from './foreign-bodies.ts';
import type { openTokenBuckets } from './token-bucket.ts';

const agent = { keepAlive: true, maxSockets: 64, keepAliveMsecs: 10_000 };

/** @param answerMs longest silence: before an answer begins, and within it. */
export function openConnections({
  connectMs,
  answerMs,
}: {
  connectMs: number;
  answerMs: number;
}): NodeHttpHandler {
  return new NodeHttpHandler({
    httpAgent: new HttpAgent(agent),
    httpsAgent: new HttpsAgent(agent),
    connectionTimeout: connectMs,
    requestTimeout: answerMs,
    socketTimeout: answerMs,
    throwOnRequestTimeout: true,
  });
}

/**
 * One pool of connections for the whole process. Clients are cheap and dropped after each account; none may
 * be destroyed, because that would close this pool. No endpoint is ever set, so that AWS_ENDPOINT_URL works.
 */
const requestHandler = openConnections({ connectMs: 5_000, answerMs: 20_000 });

export type Credentials = AwsCredentialIdentity | Provider<AwsCredentialIdentity>;

export interface ClientConfig {
  region: string;
  credentials?: Credentials;
  requestHandler: NodeHttpHandler;
  retryMode: 'standard';
  maxAttempts: number;
}

export interface AwsClient {
  middlewareStack: object;
}
export type ClientClass<C extends AwsClient> = new (config: ClientConfig) => C;

export interface Traffic {
  ledger: CallLedger;
  buckets: ReturnType<typeof openTokenBuckets>;
  signal: AbortSignal;
}

/** @param credentials undefined: the default credential chain. */
export function makeClient<C extends AwsClient>(
  Client: ClientClass<C>,
  region: string,
  credentials: Credentials | undefined,
  traffic: Traffic,
): C {
  const client = new Client({
    region,
    ...(credentials && { credentials }),
    requestHandler,
    retryMode: 'standard',
    maxAttempts: 3,
  });
  const stack = stackOf(client);
  stack.addRelativeTo(countAndPace(Client.name, region, traffic), {
    name: 'watchpostTraffic',
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    override: true,
  });
  // Low: next to the connection, before the SDK reads the body.
  stack.add(refuseForeignBodies(), {
    name: 'watchpostForeignBodies',
    step: 'deserialize',
    priority: 'low',
    override: true,
  });
  return client;
}

/** Runs once for each HTTP request, retries included. */
function countAndPace(
  clientName: string,
  region: string,
  traffic: Traffic,
): FinalizeRequestMiddleware<object, object> {
  return (next, context) => async (args) => {
    const service = (context.clientName ?? clientName).replace(/Client$/, '');
    const operation = (context.commandName ?? '').replace(/Command$/, '');
    const bucket = traffic.buckets(service, operation, region);
    await bucket.take(traffic.signal);
    traffic.ledger.sent(service);
    try {
      return await next(args);
    } catch (error) {
      if (isThrottling(error)) {
        traffic.ledger.throttled();
        bucket.halve();
      }
      throw error;
    }
  };
}

/** Every SDK client types its stack by its own inputs and outputs; this middleware touches neither. */
function stackOf(client: AwsClient): MiddlewareStack<object, object> {
  return client.middlewareStack as MiddlewareStack<object, object>;
}
