import { CloudWatchLogsClient, TestMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import { confirmationCalls, disagreements } from '#lib/alarm-controls/confirm.ts';
import type { AlarmControlId } from '#lib/alarm-controls/control-ids.ts';
import { alarmControl } from '#lib/alarm-controls/controls.ts';
import { type Edition, includesEdition } from '#lib/alarm-controls/editions.ts';
import { parsePattern } from '#lib/filter-pattern/parse.ts';
import {
  type ConfirmationProgress,
  type ConfirmationResult,
  confirmAction,
  type DifferingRecord,
  type PatternAnswer,
} from '#lib/posture/confirmation.ts';
import { promised } from '../aws/answers.ts';
import { type Answer, type Asking, openAsking } from '../aws/ask.ts';
import { makeClient } from '../aws/clients.ts';
import type { SignedIn } from '../aws/sign-in.ts';
import { strangeAnswer, unanswered } from './problems.ts';

export interface PatternQuestion {
  control: AlarmControlId;
  edition: Edition;
  patterns: readonly string[];
  /** For the policy to mend when AWS denies the action. */
  roleArn: string;
}

const TestAnswer = z.object({ matches: promised(z.object({ eventMessage: z.string() })) });
type TestAnswer = z.infer<typeof TestAnswer>;

/**
 * Asks CloudWatch Logs which of a control's records each pattern matches, and compares. Reads nothing of the account.
 * What keeps AWS from answering ends the questions: what was answered before stands, with the problem beside it.
 */
export async function askPatterns(
  { control, edition, patterns, roleArn }: PatternQuestion,
  signedIn: SignedIn,
  onProgress: (progress: ConfirmationProgress) => Promise<void>,
): Promise<ConfirmationResult> {
  const { accountId, partition, homeRegion: region } = signedIn;
  const { since } = alarmControl(control);
  const judged = includesEdition(edition, since) ? edition : since;
  const calls = confirmationCalls(control, judged, { accountId, partition });
  const total = calls.length * patterns.length;
  const answers = patterns.map(noAnswer);
  const differing = new Map<string, DifferingRecord>();
  const result = (problem: ConfirmationResult['problem']): ConfirmationResult => ({
    region,
    records: calls.flat().length,
    patterns: answers,
    differing: [...differing.values()],
    problem,
  });
  for (const [pattern, text] of patterns.entries()) {
    for (const [index, messages] of calls.entries()) {
      await onProgress({ done: pattern * calls.length + index, total });
      const answer = await ask(askingOf(signedIn), region, text, messages);
      if (!answer.isAnswered) {
        if (!isRefusedPattern(answer)) return result(unanswered(answer.gap, roleArn));
        note(answers, pattern, { awsRefusal: answer.gap.message });
        break;
      }
      const matched = answer.value.matches.map((it) => it.eventMessage);
      if (matched.some((it) => !messages.includes(it))) return result(strangeAnswer());
      const differences = disagreements(text, messages, matched);
      for (const { message, aws, ours } of differences) {
        const known = differing.get(message) ?? { record: message, answers: [] };
        differing.set(message, { ...known, answers: [...known.answers, { pattern, aws, ours }] });
      }
      note(answers, pattern, {
        answered: messages.length,
        agreed: messages.length - differences.length,
      });
    }
  }
  await onProgress({ done: total, total });
  return result(null);
}

function noAnswer(text: string): PatternAnswer {
  const parsed = parsePattern(text);
  const ourRefusal = parsed.ok ? null : `Column ${parsed.error.column}: ${parsed.error.message}`;
  return { answered: 0, agreed: 0, awsRefusal: null, ourRefusal };
}

function note(answers: PatternAnswer[], at: number, more: Partial<PatternAnswer>): void {
  const known = answers[at];
  if (!known) return;
  answers[at] = {
    ...known,
    ...more,
    answered: known.answered + (more.answered ?? 0),
    agreed: known.agreed + (more.agreed ?? 0),
  };
}

function ask(
  asking: Asking,
  region: string,
  filterPattern: string,
  messages: readonly string[],
): Promise<Answer<TestAnswer>> {
  const input = { filterPattern, logEventMessages: [...messages] };
  return asking.tryAsk({
    topic: 'account.identity',
    api: confirmAction,
    region,
    answer: TestAnswer,
    send: (options) =>
      asking.client(CloudWatchLogsClient, region).send(new TestMetricFilterCommand(input), options),
  });
}

/** AWS's "Invalid metric filter pattern", and its sentence about the length of filterPattern. */
function isRefusedPattern({ code, gap }: Extract<Answer<TestAnswer>, { isAnswered: false }>): boolean {
  return code === 'InvalidParameterException' && /filter ?pattern/i.test(gap.message);
}

function askingOf({ credentials, traffic }: SignedIn): Asking {
  const clients: Asking['client'] = (Client, region) => makeClient(Client, region, credentials, traffic);
  return openAsking(clients, traffic.signal, () => undefined);
}
