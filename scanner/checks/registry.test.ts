import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alarmNumbers } from '#lib/frameworks/alarm-numbers.ts';
import { checkNumbers } from '#lib/frameworks/check-numbers.ts';
import { collectors } from '../collectors/registry.ts';
import { checks } from './registry.ts';

const here = import.meta.dirname;
const files = globSync(`${here}/*/*.ts`).filter((it) => !it.endsWith('.test.ts'));
const onDisk = files.filter(
  (it) => !/\/support\/|\/define-/.test(it) && /\bdefine\w*Check\(\{/.test(readFileSync(it, 'utf8')),
);

/** Published by no framework; the reason is the catalogue's. */
const ownChecks: Record<string, string> = {
  'trail-delivery': 'Benchmarks check that a trail is set up, not that it delivers.',
  'bucket-source-bound': 'The confused deputy is AWS’s own advice, in no benchmark.',
  'shield-advanced': 'A paid service that no benchmark demands.',
  'automated-response': 'Informational.',
  'trail-approved-bucket': 'The list is the workspace’s own.',
  'trail-global-events-once': 'No benchmark speaks of duplicates.',
  'trail-exists': 'The benchmarks ask for a multi-region trail at once.',
  'alarm-monitoring-changes': 'No benchmark watches the alarm chain itself.',
};

describe('check registry', () => {
  it('holds every check on disk, once, under its file’s name', () => {
    const ids = checks.map((it) => it.id);
    expect([...ids].sort()).toEqual(onDisk.map((it) => basename(it, '.ts')).sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('reads only topics a collector fills', () => {
    const filled = new Set(collectors.flatMap((it) => it.fills));
    for (const check of checks)
      for (const topic of check.reads) expect(filled, `${check.id} reads`).toContain(topic);
  });

  it('has a framework mapping for each check, or says why not', () => {
    for (const { id } of checks) {
      const isMapped = id in checkNumbers || id in alarmNumbers;
      expect(isMapped || id in ownChecks, id).toBe(true);
    }
  });

  it('has a test beside each check, or one for its family', () => {
    for (const file of onDisk) {
      const beside = globSync(file.replace(/\.ts$/, '.test.ts'));
      const family = file.includes('/alarms/') ? globSync(`${here}/../alarms/*.test.ts`) : [];
      expect(beside.length + family.length, file).toBeGreaterThan(0);
    }
  });

  it('declares the verdicts each check can have', () => {
    for (const { id, verdicts, isInformational } of checks) {
      expect(new Set(verdicts).size, id).toBe(verdicts.length);
      expect(verdicts, id).toEqual(expect.arrayContaining(['pass', 'unknown']));
      expect(verdicts.includes('fail'), id).toBe(isInformational !== true);
      // A person attests; no check does.
      expect(verdicts, id).not.toContain('attested');
    }
  });

  it('tells for each check why it matters and how to mend it', () => {
    for (const { id, rationale, remediation, references } of checks) {
      expect(rationale.length, id).toBeGreaterThan(60);
      expect(remediation.console.length, id).toBeGreaterThan(0);
      for (const part of ['summary', 'cli', 'terraform', 'cloudformation'] as const) {
        expect(remediation[part], `${id} ${part}`).not.toBe('');
      }
      expect(references.length, id).toBeGreaterThan(0);
    }
  });
});
