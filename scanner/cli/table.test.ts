import { describe, expect, it } from 'vitest';
import type { AccountOutput } from './output.ts';
import { tableOf } from './table.ts';

const account: AccountOutput = {
  accountId: '111111111111',
  name: 'payments-prod',
  partition: 'aws',
  regions: ['eu-north-1'],
  verdicts: [],
  gaps: [],
  calls: { total: 1, throttled: 0, byService: {} },
  durationMs: 5,
};
const gap = (region: string, message = 'not authorized') => ({
  api: 'cloudtrail:DescribeTrails',
  region,
  kind: 'denied' as const,
  message,
});

function unseen(gaps: AccountOutput['gaps']): string[] {
  const output = {
    schemaVersion: 1 as const,
    startedAt: '',
    finishedAt: '',
    accounts: [{ ...account, gaps }],
  };
  return tableOf(output).trim().split('\n').slice(1);
}

describe('what the table says was not seen', () => {
  it('is one line for the same refusal in many regions', () => {
    const regions = ['eu-north-1', 'eu-west-1', 'sa-east-1', 'us-east-1', 'us-west-2'];
    expect(unseen(regions.map((it) => gap(it, `not authorized in ${it}`)))).toEqual([
      '  not seen: cloudtrail:DescribeTrails in 5 regions (eu-north-1, eu-west-1, sa-east-1, 2 more) (denied): not authorized in eu-north-1',
    ]);
  });

  it('is a line each for what differs', () => {
    expect(unseen([gap('eu-north-1'), gap('eu-west-1', 'other')])).toEqual([
      '  not seen: cloudtrail:DescribeTrails in eu-north-1 (denied): not authorized',
      '  not seen: cloudtrail:DescribeTrails in eu-west-1 (denied): other',
    ]);
  });
});
