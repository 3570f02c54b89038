import { db } from '#lib/db/client.ts';
import { Remediation } from '#lib/posture/remediation.ts';
import type { Section, Severity } from '#lib/posture/verdict.ts';
import type { FrameworkNumber, PublishedCheck } from './finding.ts';

export interface CatalogueCheck extends PublishedCheck {
  section: Section;
  severity: Severity;
  frameworks: FrameworkNumber[];
}

/** The published catalogue, in its own order. It is the same for every workspace. */
export async function listChecks(): Promise<CatalogueCheck[]> {
  const rows = await db().check.findMany({
    where: { retiredAt: null },
    select: {
      id: true,
      version: true,
      title: true,
      section: true,
      severity: true,
      impact: true,
      likelihood: true,
      isInformational: true,
      rationale: true,
      remediation: true,
      references: true,
      mappings: {
        select: { framework: true, edition: true, number: true, assessment: true },
        orderBy: [{ framework: 'asc' }, { edition: 'asc' }, { number: 'asc' }],
      },
    },
    orderBy: { position: 'asc' },
  });
  return rows.map(({ mappings, remediation, ...it }) => ({
    ...it,
    remediation: Remediation.parse(remediation),
    frameworks: mappings,
  }));
}
