import { alarmNumbers } from './alarm-numbers.ts';
import { checkNumbers } from './check-numbers.ts';
import { type CisEdition, cisEditions, type PublishedNumbers } from './published-numbers.ts';

type Assessment = 'automated' | 'manual';

export interface FrameworkMapping {
  framework: FrameworkId;
  edition: string;
  number: string;
  checkId: string;
  assessment?: Assessment;
}

export const frameworkIds = [
  'cis-aws-foundations',
  'security-hub',
  'pci-dss',
  'iso-27001',
  'soc-2',
  'nist-800-53',
  'cis-controls',
  'cce',
] as const;
export type FrameworkId = (typeof frameworkIds)[number];

export const frameworkTitles: Record<FrameworkId, string> = {
  'cis-aws-foundations': 'CIS AWS Foundations',
  'security-hub': 'Security Hub',
  'pci-dss': 'PCI DSS',
  'iso-27001': 'ISO/IEC 27001',
  'soc-2': 'SOC 2',
  'nist-800-53': 'NIST SP 800-53',
  'cis-controls': 'CIS Controls',
  cce: 'CCE',
};

const numbersByCheck: Readonly<Record<string, PublishedNumbers>> = { ...checkNumbers, ...alarmNumbers };

/** Every published number of every check, in framework, then edition order. */
export const frameworkMappings: readonly FrameworkMapping[] = Object.entries(numbersByCheck).flatMap(
  ([checkId, numbers]) => mappingsOf(checkId, numbers),
);

/** What is published for one check; empty when nothing is. */
export function referencesOf(checkId: string): readonly FrameworkMapping[] {
  const numbers = numbersByCheck[checkId];
  return numbers ? mappingsOf(checkId, numbers) : [];
}

/** The check's number in one CIS edition, or null where that edition has no such control. */
export function cisNumberOf(checkId: string, edition: string): string | null {
  const found = referencesOf(checkId).find(
    (it) => it.framework === 'cis-aws-foundations' && it.edition === edition,
  );
  return found?.number ?? null;
}

function mappingsOf(checkId: string, numbers: PublishedNumbers): FrameworkMapping[] {
  const cis = cisEditions.flatMap((edition) => {
    const published = numbers.cis[edition];
    return published === undefined ? [] : [cisMapping(checkId, edition, published)];
  });
  const others: [FrameworkId, string, readonly string[] | undefined][] = [
    ['security-hub', 'current', numbers.securityHub],
    ['pci-dss', '4.0', numbers.pciDss],
    ['iso-27001', '2022', numbers.iso27001],
    ['soc-2', '2017', numbers.soc2],
    ['nist-800-53', 'r5', numbers.nist80053],
    ['cis-controls', '6', numbers.cisControls],
    ['cce', 'current', numbers.cce],
  ];
  return [
    ...cis,
    ...others.flatMap(([framework, edition, list]) =>
      (list ?? []).map((number) => ({ framework, edition, number, checkId })),
    ),
  ];
}

function cisMapping(checkId: string, edition: CisEdition, published: string): FrameworkMapping {
  const [number = published, assessment] = published.split(' ');
  const base = { framework: 'cis-aws-foundations' as const, edition, number, checkId };
  if (assessment === 'Automated') return { ...base, assessment: 'automated' };
  if (assessment === 'Manual') return { ...base, assessment: 'manual' };
  return base;
}
