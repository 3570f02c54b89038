import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCloud } from '../cloud/cloud.ts';
import { checkReferences } from './check-references.ts';
import { parseCloud, readCloud } from './read-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function messageFor(text: string): Promise<string> {
  const file = join(folder, 'one.yaml');
  await writeFile(file, text);
  try {
    checkReferences(await readCloud(file));
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message.replace(`${folder}/`, '') : String(error);
  }
}

const account = (rest: string) => `id: '123456789012'\nname: a\n${rest}`;
const inRegion = (rest: string) => account(`resources:\n  eu-north-1:\n${rest}`);

describe('a scenario file', () => {
  it.each([
    [
      'an unquoted id',
      'id: 123456789012\nname: a',
      'one.yaml: id: expected text, got the number 123456789012: put it in quotes',
    ],
    ['a missing name', "id: '123456789012'", 'one.yaml: name: expected string, but it is missing'],
    [
      'a misspelled key',
      account('resource: {}'),
      'one.yaml: (top level): unknown key "resource", did you mean "resources"?',
    ],
    [
      'a misspelled AWS field',
      inRegion('    trails:\n      - Nam: x'),
      'one.yaml: resources.eu-north-1.trails[0]: unknown key "Nam", did you mean "Name"?',
    ],
    [
      'a wrong type',
      inRegion("    trails:\n      - IsMultiRegionTrail: 'yes'"),
      'one.yaml: resources.eu-north-1.trails[0].IsMultiRegionTrail: expected boolean, received string',
    ],
    [
      'a bad time',
      inRegion('    trails:\n      - status: { LatestDeliveryTime: yesterday }'),
      'one.yaml: resources.eu-north-1.trails[0].status.LatestDeliveryTime: expected a time such as 2026-11-19T06:14:00Z or now-3d, got "yesterday"',
    ],
    [
      'a bad fault',
      account('faults:\n  - kind: explode'),
      'one.yaml: faults[0].kind: Invalid option: expected one of "deny"|"throttle"|"timeout"|"server-error"|"slow"|"reset"|"unknown-operation"|"sparse"',
    ],
    [
      'a bad verdict',
      account('expect: { trail-exists: passed }'),
      'one.yaml: expect.trail-exists: Invalid option',
    ],
    ['broken YAML', 'id: [', 'one.yaml: not valid YAML or JSON'],
    [
      'an unknown control',
      inRegion('    baselines:\n      - { logGroupName: g, topic: t, controls: [root-usag] }'),
      'one.yaml: resources.eu-north-1.baselines[0].controls[0]: unknown control "root-usag", did you mean "root-usage"?',
    ],
    [
      'an unknown region',
      account('resources: { eu-noth-1: {} }'),
      'account 123456789012: resources.eu-noth-1: the account has no such region, did you mean "eu-north-1"?',
    ],
    [
      'a resource without its name',
      inRegion('    trails:\n      - IsMultiRegionTrail: true'),
      'account 123456789012, eu-north-1: trails[0] needs "Name"',
    ],
    [
      'an unknown organization',
      account('organization: o-nowhere000'),
      'account 123456789012: organization "o-nowhere000" is not described',
    ],
    [
      'a filter of no log group',
      inRegion('    metricFilters: [{ filterName: f }]'),
      'eu-north-1: metricFilters[0] needs "logGroupName"',
    ],
  ])('with %s is refused with the place and the remedy', async (_, text, message) => {
    expect(await messageFor(text)).toContain(message);
  });

  it('may be a folder of accounts and organizations', async () => {
    const nested = await mkdtemp(join(folder, 'cloud-'));
    await writeFile(join(nested, 'a.yaml'), account('organization: o-abcdefghij'));
    await writeFile(
      join(nested, 'b.json'),
      JSON.stringify({ organization: { id: 'o-abcdefghij', management: '123456789012' } }),
    );
    const cloud = buildCloud(await readCloud(nested));
    expect(cloud.accounts.get('123456789012')?.organization?.management).toBe('123456789012');
  });

  it('may be missing, or its folder empty', async () => {
    await expect(readCloud(join(folder, 'nope'))).rejects.toThrow('no such file or folder');
    await expect(readCloud(await mkdtemp(join(folder, 'empty-')))).rejects.toThrow(
      'no .yaml, .yml or .json file',
    );
  });
});

describe('a document', () => {
  it('takes null for what AWS would not return, JSON as YAML, and times from now', () => {
    const cloud = buildCloud(
      parseCloud(
        {
          id: '123456789012',
          name: 'a',
          resources: {
            'eu-north-1': {
              trails: [
                {
                  Name: 't',
                  CloudWatchLogsLogGroupArn: 'g',
                  status: { LatestCloudWatchLogsDeliveryTime: null },
                },
              ],
              rules: [{ Name: 'r', EventPattern: { source: ['aws.iam'] } }],
              metricAlarms: [{ AlarmName: 'x', StateTransitionedTimestamp: 'now-6d' }],
            },
          },
        },
        'test',
      ),
    );
    const here = cloud.accounts.get('123456789012')?.resources.get('eu-north-1');
    expect(here?.trails?.[0]?.status).not.toHaveProperty('LatestCloudWatchLogsDeliveryTime');
    expect(here?.rules?.[0]?.EventPattern).toBe('{"source":["aws.iam"]}');
    const since = here?.metricAlarms?.[0]?.StateTransitionedTimestamp?.getTime() ?? 0;
    expect(Math.round((Date.now() - since) / 86_400_000)).toBe(6);
  });
});
