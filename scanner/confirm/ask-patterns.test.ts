import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { confirmationCalls } from '#lib/alarm-controls/confirm.ts';
import { alarmControl } from '#lib/alarm-controls/controls.ts';
import { setEnv } from '#lib/env.ts';
import { type ConfirmationResult, summaryOf } from '#lib/posture/confirmation.ts';
import { openTraffic } from '../aws/sign-in.ts';
import { askPatterns } from './ask-patterns.ts';

/** A CloudWatch Logs that answers what a test says, to each call in turn. */
type Answer = (messages: string[], filterPattern: string) => { status?: number; body: unknown };

const accountId = '111111111111';
const roleArn = `arn:aws:iam::${accountId}:role/WatchpostReadOnly`;
const prescribed = alarmControl('root-usage').prescribed.at(-1)?.text ?? '';
const records = confirmationCalls('root-usage', '7.0', { accountId, partition: 'aws' }).flat();

const Input = z.object({ filterPattern: z.string(), logEventMessages: z.array(z.string()) });
const matching = (messages: string[]) => ({
  body: { matches: messages.map((eventMessage, index) => ({ eventNumber: index, eventMessage })) },
});
const isRoot = (message: string) =>
  /"type":"Root"/.test(message) && !/invokedBy|AwsServiceEvent/.test(message);
const likeAws: Answer = (messages) => matching(messages.filter(isRoot));
const refusing: Answer = () => ({
  status: 400,
  body: { __type: 'InvalidParameterException', message: 'Invalid metric filter pattern' },
});

let server: Server;
afterEach(() => server.close());

describe('asking CloudWatch Logs', () => {
  it('agrees where AWS says the same of every record', async () => {
    const { result } = await asked([prescribed], likeAws);
    expect(result).toMatchObject({ region: 'us-east-1', differing: [], problem: null });
    expect(summaryOf(result)).toEqual({
      outcome: 'agrees',
      answered: records.length,
      agreed: records.length,
      asked: records.length,
    });
  });

  it('names each record AWS takes otherwise, in both directions', async () => {
    const lost = records.find(isRoot) ?? '';
    const { result } = await asked([prescribed], (messages) =>
      matching(messages.filter((it) => it !== lost && (isRoot(it) || it.includes('DescribeInstances')))),
    );
    const extra = records.filter((it) => !isRoot(it) && it.includes('DescribeInstances'));
    expect(extra.length).toBeGreaterThan(0);
    const found = Object.fromEntries(result.differing.map((it) => [it.record, it.answers]));
    expect(found).toEqual({
      [lost]: [{ pattern: 0, aws: false, ours: true }],
      ...Object.fromEntries(extra.map((it) => [it, [{ pattern: 0, aws: true, ours: false }]])),
    });
    expect(summaryOf(result)).toMatchObject({
      outcome: 'differs',
      agreed: records.length - 1 - extra.length,
    });
  });

  it('tells patterns apart, and a record that differs for two stands once', async () => {
    const { result } = await asked([prescribed, '{ $.eventName = NoSuchCall }'], (messages) =>
      matching(messages.slice(0, 1)),
    );
    const first = result.differing.find((it) => it.record === records[0]);
    expect(first?.answers.map((it) => it.pattern)).toContain(1);
    expect(new Set(result.differing.map((it) => it.record)).size).toBe(result.differing.length);
    expect(result.patterns[1]).toMatchObject({ answered: records.length, agreed: records.length - 1 });
  });

  it('shows a pattern that AWS refuses and Watchpost reads, and goes on with the next', async () => {
    const { result } = await asked([prescribed, prescribed], (messages, _pattern) =>
      calls.length === 1 ? refusing(messages, '') : likeAws(messages, ''),
    );
    expect(result.patterns[0]).toEqual({
      answered: 0,
      agreed: 0,
      awsRefusal: 'Invalid metric filter pattern',
      ourRefusal: null,
    });
    expect(result.patterns[1]).toMatchObject({ answered: records.length, awsRefusal: null });
    expect(summaryOf(result).outcome).toBe('differs');
  });

  it('agrees on a pattern that both refuse, and differs on one that only Watchpost refuses', async () => {
    const both = await asked(['{ $.a = '], refusing);
    expect(both.result.patterns[0]?.ourRefusal).toMatch(/^Column \d+: /);
    expect(summaryOf(both.result)).toMatchObject({ outcome: 'agrees', answered: 0 });
    const ours = await asked(['{ $.a = '], () => matching([]));
    expect(summaryOf(ours.result).outcome).toBe('differs');
  });

  it('sends at most fifty records a call, at most five calls a second', async () => {
    const { result, times } = await asked(['{ $.a = 1 }', '{ $.a = 2 }', '{ $.a = 3 }'], () => matching([]), {
      control: 'iam-policy-changes',
    });
    expect(summaryOf(result).outcome).toBe('agrees');
    expect(times.length).toBeGreaterThan(8);
    expect(Math.max(...calls.map((it) => it.logEventMessages.length))).toBe(50);
    const inOneSecond = times.map((start) => times.filter((at) => at >= start && at < start + 1_000).length);
    expect(Math.max(...inOneSecond)).toBeLessThanOrEqual(5);
  });

  it('keeps what was answered before AWS denied, and gives the statement to add', async () => {
    const message = `User: arn:aws:sts::${accountId}:assumed-role/x/y is not authorized to perform: logs:TestMetricFilter because no identity-based policy allows the logs:TestMetricFilter action`;
    const { result } = await asked([prescribed, prescribed], (messages) =>
      calls.length === 1
        ? likeAws(messages, '')
        : { status: 400, body: { __type: 'AccessDeniedException', message } },
    );
    expect(summaryOf(result)).toMatchObject({ outcome: 'denied', agreed: records.length });
    expect(result.problem?.whatHappened).toBe('AWS denies logs:TestMetricFilter to WatchpostReadOnly.');
    expect(JSON.parse(result.problem?.copy ?? '')).toMatchObject({
      Statement: [{ Effect: 'Allow', Action: ['logs:TestMetricFilter'], Resource: '*' }],
    });
  });

  it.each<[string, string, Answer]>([
    ['an outage', 'no-answer', () => ({ status: 503, body: { __type: 'ServiceUnavailableException' } })],
    ['an answer without sense', 'no-answer', () => ({ body: { matches: 'all' } })],
    ['a record that was not sent', 'no-answer', () => matching(['{"eventName":"SomebodyElse"}'])],
    [
      'another refused parameter',
      'no-answer',
      () => ({ status: 400, body: { __type: 'InvalidParameterException', message: 'Log event too large' } }),
    ],
  ])('is inconclusive on %s', async (_name, code, answer) => {
    const { result } = await asked([prescribed], answer);
    expect(result.problem).toMatchObject({ code, copy: null });
    expect(summaryOf(result).outcome).toBe('inconclusive');
  });
});

const calls: z.infer<typeof Input>[] = [];

async function asked(
  patterns: string[],
  answer: Answer,
  { control = 'root-usage' }: { control?: 'root-usage' | 'iam-policy-changes' } = {},
): Promise<{ result: ConfirmationResult; times: number[] }> {
  calls.length = 0;
  const times: number[] = [];
  server?.close();
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const input = Input.parse(JSON.parse(await text(request)));
    calls.push(input);
    times.push(Date.now());
    const { status = 200, body } = answer(input.logEventMessages, input.filterPattern);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  };
  server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(new Error(String(error))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  setEnv({ AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}` });
  const result = await askPatterns(
    { control, edition: '7.0', patterns, roleArn },
    {
      accountId,
      partition: 'aws',
      homeRegion: 'us-east-1',
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
      actingAs: roleArn,
      traffic: openTraffic(AbortSignal.timeout(150_000)),
    },
    async () => undefined,
  );
  return { result, times };
}
