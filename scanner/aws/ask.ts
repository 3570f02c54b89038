import { z } from 'zod';
import type { Gap, Source } from '../snapshot.ts';
import { notSent } from './answers.ts';
import type { AwsClient, ClientClass } from './clients.ts';
import {
  type AwsFailure,
  deniedActionOf,
  deniedByOf,
  failureOf,
  isUnreadable,
  kindOf,
} from './error-kind.ts';
import { rawAnswerOf } from './raw-answer.ts';

/** One call: where, what it is for, how to send it, and the shape of the answer it relies on. */
export interface Question<Fact> {
  topic: Gap['topic'];
  /** `service:Operation`, as IAM spells the action. */
  api: string;
  region: string;
  /** ARN or name of the one resource asked about. */
  resource?: string;
  isSecondary?: boolean;
  send(options: SendOptions): Promise<unknown>;
  answer: z.ZodType<Fact>;
}

export interface SendOptions {
  abortSignal: AbortSignal;
}

export type Answer<Fact> =
  | { isAnswered: true; value: Fact; source: Source }
  | { isAnswered: false; gap: Gap; code: string };

export interface Asking {
  client<C extends AwsClient>(Client: ClientClass<C>, region: string): C;
  /** Asks once (the SDK retries); a failure comes back as a gap that is not recorded yet. */
  tryAsk<Fact>(question: Question<Fact>): Promise<Answer<Fact>>;
  /** Like `tryAsk`, and records the gap. */
  ask<Fact>(question: Question<Fact>): Promise<Answer<Fact>>;
}

/** Hears of every question once, with its answer. */
export type OnAnswer = (api: string, answer: Answer<unknown>) => void;

export function openAsking(
  makeClient: Asking['client'],
  signal: AbortSignal,
  addGap: (gap: Gap) => void,
  onAnswer?: OnAnswer,
): Asking {
  async function tryAsk<Fact>(question: Question<Fact>): Promise<Answer<Fact>> {
    const answer = await sendPatiently(question);
    onAnswer?.(question.api, answer);
    return answer;
  }

  /** A throttle may outlast the SDK's retries, where the customer's own tools share the quota; the pace is lower by then. */
  async function sendPatiently<Fact>(question: Question<Fact>): Promise<Answer<Fact>> {
    const first = await send(question);
    return first.isAnswered || first.gap.kind !== 'throttled' || signal.aborted ? first : send(question);
  }

  async function send<Fact>(question: Question<Fact>): Promise<Answer<Fact>> {
    const at = () => new Date().toISOString();
    try {
      const sent = await question.send({ abortSignal: signal }).catch(rawAnswerOf);
      const value = question.answer.parse(sent);
      return { isAnswered: true, value, source: { api: question.api, region: question.region, at: at() } };
    } catch (error) {
      return { isAnswered: false, gap: gapOf(question, error, at()), code: failureOf(error).code };
    }
  }

  return {
    client: makeClient,
    tryAsk,
    async ask(question) {
      const answer = await tryAsk(question);
      if (!answer.isAnswered) addGap(answer.gap);
      return answer;
    },
  };
}

function gapOf<Fact>(question: Question<Fact>, error: unknown, at: string): Gap {
  const failure = failureOf(error);
  const kind = kindOf(error);
  return {
    topic: question.topic,
    api: question.api,
    region: question.region,
    resource: question.resource ?? null,
    kind,
    ...(kind === 'denied' && {
      action: deniedActionOf(failure.message) ?? question.api,
      deniedBy: deniedByOf(failure.message),
    }),
    message: messageOf(error, failure),
    ...(failure.requestId && { requestId: failure.requestId }),
    at,
    isSecondary: question.isSecondary ?? false,
  };
}

function messageOf(error: unknown, failure: AwsFailure): string {
  if (error instanceof z.ZodError) return shapeOf(error);
  const status = failure.httpStatus === null ? '' : ` (HTTP ${failure.httpStatus})`;
  if (isUnreadable(error)) return `The answer${status} is not in the service's format.`;
  return /^unknown(error)?$/i.test(failure.message) ? `${failure.code}${status}` : failure.message;
}

function shapeOf(error: z.ZodError): string {
  const first = error.issues[0];
  if (!first) return 'The answer is not usable.';
  const field = first.path.join('.') || 'body';
  if (first.message === notSent) return `The answer was not understood: it has no ${field}.`;
  return `The answer's ${field} is not usable: ${first.message}.`;
}
