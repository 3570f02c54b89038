import { type FrameworkId, frameworkTitles } from './framework-mappings.ts';

/** Frameworks with a page of their own, in reading order. Others are only named beside a check. */
export const listedFrameworks = [
  'cis-aws-foundations',
  'security-hub',
  'pci-dss',
  'soc-2',
  'iso-27001',
  'nist-800-53',
] as const satisfies readonly FrameworkId[];
export type ListedFramework = (typeof listedFrameworks)[number];

export function isListed(framework: string): framework is ListedFramework {
  return listedFrameworks.some((it) => it === framework);
}

/** `CIS AWS Foundations 7.0`, `PCI DSS 4.0`, `Security Hub`. */
export function frameworkName(framework: ListedFramework, edition: string): string {
  const title = frameworkTitles[framework];
  return edition === 'current' ? title : `${title}${framework === 'iso-27001' ? ':' : ' '}${edition}`;
}

/** Whose numbers these are, and how far they go: only what touches logging and monitoring is mapped. */
export const frameworkScopes: Record<ListedFramework, string> = {
  'cis-aws-foundations':
    'The logging and monitoring sections, and what other sections say of the trail bucket, Macie and Access Analyzer.',
  'security-hub': 'Controls of AWS Security Hub about the same settings.',
  'pci-dss': 'Requirements that public mappings tie to these checks.',
  'soc-2': 'Trust services criteria that public mappings tie to these checks.',
  'iso-27001': 'Annex A controls that public mappings tie to these checks.',
  'nist-800-53': 'Controls that public mappings tie to these checks.',
};

/** Requirements of one group stand together: `4` of 4.10, `AU` of AU-6(1), `CC7` of CC7.2, `CloudTrail` of CloudTrail.1. */
export function groupOf(framework: ListedFramework, number: string): string {
  if (framework === 'nist-800-53') return number.split('-')[0] ?? number;
  return number.replace(/^A\./, 'A').split('.')[0] ?? number;
}

export function groupTitle(framework: ListedFramework, group: string): string {
  if (framework === 'cis-aws-foundations') return `Section ${group}`;
  return framework === 'pci-dss' && /^\d/.test(group) ? `Requirement ${group}` : group;
}

/** Numbers as people count: 4.2 before 4.10, AU-2 before AU-12. */
export function compareNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
