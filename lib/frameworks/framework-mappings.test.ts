import { describe, expect, it } from 'vitest';
import { cisNumberOf, frameworkMappings, referencesOf } from './framework-mappings.ts';
import { type CisEdition, cisEditions } from './published-numbers.ts';

/** The last numbers of Logging and of Monitoring. */
const lastOfSections: Record<CisEdition, readonly string[]> = {
  '1.2': ['2.9', '3.14'],
  '1.3': ['3.11', '4.15'],
  '1.4': ['3.11', '4.15'],
  '1.5': ['3.11', '4.16'],
  '2.0': ['3.11', '4.16'],
  '3.0': ['3.9', '4.16'],
  '4.0.1': ['3.9', '4.16'],
  '5.0': ['3.9', '4.16'],
  '6.0': ['4.9', '5.16'],
  '7.0': ['4.10', '5.16'],
};

function cisOf(edition: CisEdition) {
  return frameworkMappings.filter((it) => it.framework === 'cis-aws-foundations' && it.edition === edition);
}

function assessmentsOf(edition: CisEdition, number: string) {
  const found = cisOf(edition).filter((it) => it.number === number);
  return [...new Set(found.map((it) => it.assessment))];
}

describe('framework mappings', () => {
  it('gives each edition its own number', () => {
    expect(cisNumberOf('alarm-security-group-changes', '1.2')).toBe('3.10');
    expect(cisNumberOf('alarm-security-group-changes', '5.0')).toBe('4.10');
    expect(cisNumberOf('alarm-security-group-changes', '7.0')).toBe('5.10');
    expect(cisNumberOf('trail-kms', '1.2')).toBe('2.7');
    expect(cisNumberOf('trail-kms', '2.0')).toBe('3.7');
    expect(cisNumberOf('trail-kms', '7.0')).toBe('4.5');
  });

  it('says null where an edition has no such control', () => {
    expect(cisNumberOf('alarm-organizations-changes', '1.2')).toBeNull();
    expect(cisNumberOf('trail-cloudwatch-logs', '3.0')).toBeNull();
    expect(cisNumberOf('alarm-monitoring-changes', '7.0')).toBeNull();
    expect(referencesOf('alarm-monitoring-changes')).toEqual([]);
    expect(referencesOf('no-such-check')).toEqual([]);
  });

  it('keeps the assessment apart from the number', () => {
    const found = referencesOf('trail-multi-region').filter((it) => it.framework === 'cis-aws-foundations');
    expect(found.find((it) => it.edition === '4.0.1')).toMatchObject({
      number: '3.1',
      assessment: 'automated',
    });
    expect(found.find((it) => it.edition === '7.0')).toMatchObject({ number: '4.1', assessment: 'manual' });
    expect(found.find((it) => it.edition === '1.2')).not.toHaveProperty('assessment');
  });

  it('knows the assessment of every CIS requirement but those of 1.2, which scores', () => {
    for (const edition of cisEditions) {
      for (const { checkId, number, assessment } of cisOf(edition))
        expect(assessment !== undefined, `${edition} ${number} ${checkId}`).toBe(edition !== '1.2');
    }
  });

  it('has the alarm controls automated up to 1.5 and by hand since, but for 4.1 of 4.0.1', () => {
    const automated = cisEditions.map((edition) => {
      const alarms = cisOf(edition).filter((it) => it.checkId.startsWith('alarm-'));
      return [edition, alarms.filter((it) => it.assessment === 'automated').length];
    });
    expect(automated.filter(([, count]) => count !== 0)).toEqual([
      ['1.3', 15],
      ['1.4', 15],
      ['1.5', 15],
      ['4.0.1', 1],
    ]);
    expect(assessmentsOf('4.0.1', '4.1')).toEqual(['automated']);
    expect(assessmentsOf('5.0', '4.1')).toEqual(['manual']);
    expect(assessmentsOf('7.0', '5.15')).toEqual(['manual']);
    expect(assessmentsOf('7.0', '5.16')).toEqual(['automated']);
  });

  it('gives a requirement one assessment, whichever check judges it', () => {
    for (const edition of cisEditions)
      for (const { number } of cisOf(edition))
        expect(assessmentsOf(edition, number), `${edition} ${number}`).toHaveLength(1);
  });

  it.each(cisEditions)('has every requirement of the logging and monitoring sections of %s', (edition) => {
    const asked = lastOfSections[edition].flatMap((it) => {
      const [section, last] = it.split('.');
      return Array.from({ length: Number(last) }, (_, index) => `${section}.${index + 1}`);
    });
    const judged = new Set(cisOf(edition).map((it) => it.number));
    expect(asked.filter((it) => !judged.has(it))).toEqual([]);
  });

  it('writes numbers as their frameworks do', () => {
    const shapes = {
      'cis-aws-foundations': /^\d+(\.\d+)+$/,
      'security-hub': /^[A-Za-z0-9]+\.\d+$/,
      'pci-dss': /^(A?\d+)(\.\d+){1,3}$/,
      'iso-27001': /^A\.\d+\.\d+$/,
      'soc-2': /^(CC|PI|A|C|P)\d+\.\d+$/,
      'nist-800-53': /^[A-Z]{2}-\d+[a-z]?(\.\d+)?(\([0-9a-z]+\))*$/,
      'cis-controls': /^\d+\.\d+$/,
      cce: /^CCE-\d+-\d$/,
    };
    const odd = frameworkMappings.filter((it) => !shapes[it.framework].test(it.number));
    expect(odd).toEqual([]);
  });

  it('names no number twice for a check in one edition', () => {
    const keys = frameworkMappings.map((it) => `${it.framework} ${it.edition} ${it.number} ${it.checkId}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
