import { beforeAll, describe, expect, it } from 'vitest';
import { alarmControls } from '#lib/alarm-controls/controls.ts';
import type { Verdict } from '#lib/posture/verdict.ts';
import { checks } from '../checks/registry.ts';
import type { Cloud } from '../test-support/collected.ts';
import { type Judged, scanned } from '../test-support/judged.ts';
import { alarm, cases, filter, logGroup, region, sg, topic, trail } from './testing/http-cases.ts';
import { prescribed } from './testing/literals.ts';

const entries = Object.entries(cases).map(([name, it], index) => ({
  name,
  ...it,
  id: `5${String(index).padStart(11, '0')}`,
}));

function cloudOf(): Cloud {
  const accounts = entries.map(({ id, name, resources, elsewhere, account, control, pattern }) => {
    const filterPattern = pattern ?? (control ? prescribed(control) : sg);
    const own = {
      trails: [trail()],
      logGroups: [logGroup()],
      metricFilters: [filter({ filterPattern })],
      metricAlarms: [alarm()],
      topics: [topic()],
    };
    const text = JSON.stringify({ [region]: { ...own, ...resources }, 'us-east-1': elsewhere ?? {} });
    const all: unknown = JSON.parse(text.replaceAll('{id}', id));
    return {
      id,
      name: name.replace(/[^a-z0-9]+/gi, '-'),
      regions: [region, 'us-east-1'],
      resources: all,
      ...account,
    };
  });
  return asCloud({ accounts });
}

/** The cases are written as a scenario file would be; the sandbox validates them when it loads them. */
function asCloud(document: unknown): Cloud {
  return document as Cloud;
}

function told(verdict: Verdict): string {
  const link = verdict.alarm?.firstBrokenLink;
  return [verdict.verdict, ...(link ? [link] : []), ...(verdict.metBy ? ['met'] : [])].join(' ');
}

describe('the chain, asked over HTTP', () => {
  let judged: Judged;
  beforeAll(async () => {
    judged = await scanned(
      cloudOf(),
      entries.map((it) => it.id),
    );
  });

  it.each(entries)('$name: $expected', ({ id, control = 'security-group-changes', expected }) => {
    const check = checks.find((it) => it.id === `alarm-${control}`);
    expect(check && told(judged.verdict(id, check))).toBe(expected);
  });

  it('gives exactly one verdict for each control, with evidence to repeat', () => {
    for (const { id } of entries) {
      for (const control of alarmControls) {
        const check = checks.find((it) => it.id === `alarm-${control.id}`);
        const verdict = check && judged.verdict(id, check);
        expect(verdict?.reason).toBeTruthy();
        const isSilent = verdict?.verdict === 'not_applicable' || verdict?.verdict === 'unknown';
        if (!isSilent) expect(verdict?.evidence.every((it) => it.command.startsWith('aws '))).toBe(true);
      }
    }
  });
});
