import { describe, expect, it } from 'vitest';
import { cisNumberOf, frameworkMappings, referencesOf } from './framework-mappings.ts';

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
