import { once } from 'node:events';
import { createServer } from 'node:http';
import { CloudTrailClient, ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { GetBucketAclCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnections } from './clients.ts';
import { failureOf, kindOf } from './error-kind.ts';

/** Promises more than it sends, and then falls silent. */
const stalling = createServer((_, response) => {
  response.writeHead(200, { 'Content-Length': '500' });
  response.write('{');
});

beforeAll(async () => {
  await once(stalling.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  stalling.closeAllConnections();
  stalling.close();
});

function config() {
  const address = stalling.address();
  const port = typeof address === 'object' ? address?.port : null;
  return {
    region: 'eu-north-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'x' },
    requestHandler: openConnections({ connectMs: 1000, answerMs: 500 }),
    maxAttempts: 1,
  };
}

describe('an answer that stops in the middle', () => {
  it.each([
    ['JSON', () => new CloudTrailClient(config()).send(new ListTrailsCommand({}))],
    [
      'XML',
      () =>
        new S3Client({ ...config(), forcePathStyle: true }).send(new GetBucketAclCommand({ Bucket: 'b' })),
    ],
  ])('is a timeout: %s', async (_, send) => {
    const error: unknown = await send().then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(kindOf(error)).toBe('timeout');
    expect(failureOf(error).message).toBe('No answer within 0.5 seconds.');
  });
});
