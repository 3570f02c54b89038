import { describe, expect, it } from 'vitest';
import { dependants } from '../../link.ts';
import { worldOf } from '../../memory-recorder.ts';
import { judgedOver, scanned } from '../../test-support/judged.ts';
import { bucketEncryption } from './bucket-encryption.ts';
import { bucketTlsOnly } from './bucket-tls-only.ts';

const writer = '111111111111';
const archive = '222222222222';
const regions = ['eu-north-1', 'us-east-1'];
const trail = { Name: 'main', S3BucketName: 'acme-central', IsMultiRegionTrail: true };

function cloud(archiveMore: object = {}) {
  return {
    accounts: [
      { id: writer, name: 'payments-prod', regions, resources: { 'eu-north-1': { trails: [trail] } } },
      {
        id: archive,
        name: 'log-archive',
        regions,
        resources: { 'eu-north-1': { buckets: [{ Name: 'acme-central' }] } },
        ...archiveMore,
      },
    ],
  };
}

describe('a trail bucket of another account', () => {
  it('is judged once, at its owner, and inherited', async () => {
    const judged = await scanned(cloud(), [writer, archive]);
    expect(judged.verdict(writer, bucketTlsOnly)).toMatchObject({
      verdict: 'inherited',
      inheritedFrom: { accountId: archive, checkId: 'bucket-tls-only', verdict: 'warn' },
    });
    expect(judged.verdict(archive, bucketTlsOnly)).toMatchObject({ verdict: 'warn' });
  });

  it('is judged again with its owner, from stored snapshots, to the same verdict', async () => {
    const judged = await scanned(cloud(), [writer, archive]);
    expect(dependants(judged.world, archive)).toEqual([writer]);
    const stored = [writer, archive].map((it) => JSON.parse(JSON.stringify(judged.snapshot(it))));
    const again = judgedOver(worldOf(stored));
    const bytes = (from: typeof again) => JSON.stringify(from.verdict(writer, bucketTlsOnly));
    expect(bytes(again)).toBe(bytes(judged));
  });

  it('is found whichever account is read first', async () => {
    const judged = await scanned(cloud(), [archive, writer]);
    expect(judged.verdict(writer, bucketTlsOnly).verdict).toBe('inherited');
  });

  it('is unknown while its owner is not onboarded', async () => {
    const judged = await scanned(cloud(), [writer]);
    const verdict = judged.verdict(writer, bucketTlsOnly);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing).toEqual([
      { accountId: null, message: 'Onboard the account that owns bucket acme-central.' },
    ]);
    expect(verdict.reason).toBe(
      'Bucket acme-central belongs to an account that is not scanned. S3 does not name it.',
    );
    expect(judged.snapshot(writer).gaps).toEqual([]);
  });

  it('is found at an owner whose list was denied, because the bucket itself answers', async () => {
    const judged = await scanned(cloud({ role: { deny: ['s3:ListAllMyBuckets'] } }), [archive, writer]);
    expect(judged.verdict(writer, bucketTlsOnly)).toMatchObject({
      verdict: 'inherited',
      inheritedFrom: { accountId: archive, verdict: 'warn' },
    });
    expect(judged.verdict(archive, bucketTlsOnly).verdict).toBe('warn');
  });

  it('names onboarded accounts that may own it and could not be asked', async () => {
    const judged = await scanned(cloud({ role: { deny: ['s3:*'] } }), [archive, writer]);
    const verdict = judged.verdict(writer, bucketTlsOnly);
    expect(verdict).toMatchObject({
      verdict: 'unknown',
      reason:
        'Bucket acme-central belongs to an account that is not scanned, or to one whose buckets were not listed: 222222222222.',
    });
    expect(verdict.missing.map((it) => it.action)).toEqual(['s3:ListAllMyBuckets']);
  });

  it('names the account that the bucket’s name tells', async () => {
    const central = { ...trail, S3BucketName: 'logs-222222222222-eu' };
    const judged = await scanned(
      {
        accounts: [
          { id: writer, name: 'payments-prod', regions, resources: { 'eu-north-1': { trails: [central] } } },
          {
            id: archive,
            name: 'log-archive',
            regions,
            resources: { 'eu-north-1': { buckets: [{ Name: 'logs-222222222222-eu' }] } },
          },
        ],
      },
      [writer],
    );
    const verdict = judged.verdict(writer, bucketTlsOnly);
    expect(verdict.missing).toEqual([expect.objectContaining({ accountId: archive })]);
    expect(verdict.reason).toBe(
      'Bucket logs-222222222222-eu belongs to an account that is not scanned, probably 222222222222.',
    );
  });

  it('says what is true of several buckets in one sentence', async () => {
    const second = { ...trail, Name: 'second', S3BucketName: 'acme-second' };
    const judged = await scanned(
      {
        accounts: [
          {
            id: writer,
            name: 'payments-prod',
            regions,
            resources: {
              'eu-north-1': {
                trails: [trail, second],
                buckets: [{ Name: 'acme-central' }, { Name: 'acme-second' }],
              },
            },
          },
        ],
      },
      [writer],
    );
    expect(judged.verdict(writer, bucketTlsOnly).reason).toBe(
      'Buckets acme-central and acme-second do not refuse plain HTTP.',
    );
    expect(judged.verdict(writer, bucketEncryption).subjects[0]?.reason).toBe(
      'Bucket acme-central has no KMS key by default, and trail main sets no KMS key.',
    );
  });

  it('is unknown when the own list was denied, and names the action', async () => {
    const judged = await scanned(
      {
        accounts: [
          {
            id: writer,
            name: 'payments-prod',
            regions,
            role: { deny: ['s3:ListAllMyBuckets', 's3:GetBucketLocation'] },
            resources: { 'eu-north-1': { trails: [trail], buckets: [{ Name: 'acme-central' }] } },
          },
        ],
      },
      [writer],
    );
    const verdict = judged.verdict(writer, bucketTlsOnly);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.missing.map((it) => it.action)).toContain('s3:ListAllMyBuckets');
  });

  it('is read without the list where the bucket itself answers', async () => {
    const judged = await scanned(
      {
        accounts: [
          {
            id: writer,
            name: 'payments-prod',
            regions,
            role: { deny: ['s3:ListAllMyBuckets'] },
            resources: { 'eu-north-1': { trails: [trail], buckets: [{ Name: 'acme-central' }] } },
          },
        ],
      },
      [writer],
    );
    expect(judged.verdict(writer, bucketTlsOnly).verdict).toBe('warn');
  });
});
