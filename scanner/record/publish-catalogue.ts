import { db } from '#lib/db/client.ts';
import { frameworkMappings } from '#lib/frameworks/framework-mappings.ts';
import { type Check, severityOf } from '../check.ts';
import type { KnownCheck } from './finding-values.ts';
import { canonicalJson, sha256 } from './snapshot-store.ts';

/** Two workers that start together publish one after the other. */
const lockKey = 7_246_114;

/**
 * Writes what the checks say of themselves to the database, for pages and reports. Findings of checks that no
 * longer exist are removed with their history.
 * @returns the catalogue as findings refer to it
 */
export async function publishCatalogue(checks: readonly Check[]): Promise<ReadonlyMap<string, KnownCheck>> {
  const rows = checks.map((check, position) => publishedRow(check, position));
  const ids = rows.map((it) => it.id);
  const mappings = frameworkMappings.filter((it) => ids.includes(it.checkId));
  await db().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockKey})`;
      for (const { id, ...row } of rows) {
        const data = { ...row, retiredAt: null };
        await tx.check.upsert({ where: { id }, create: { id, ...data }, update: data, select: { id: true } });
      }
      await tx.check.updateMany({
        where: { id: { notIn: ids }, retiredAt: null },
        data: { retiredAt: new Date() },
      });
      await tx.finding.deleteMany({ where: { checkId: { notIn: ids } } });
      await tx.frameworkMapping.deleteMany();
      await tx.frameworkMapping.createMany({
        data: mappings.map(({ assessment, ...it }) => ({ ...it, assessment: assessment ?? null })),
        skipDuplicates: true,
      });
    },
    { timeout: 60_000, maxWait: 30_000 },
  );
  return new Map(rows.map(({ id, section, version }) => [id, { section, version }]));
}

function publishedRow(check: Check, position: number) {
  const row = {
    title: check.title,
    section: check.section,
    scope: check.scope,
    severity: severityOf(check),
    impact: check.impact,
    likelihood: check.likelihood,
    isInformational: check.isInformational ?? false,
    rationale: check.rationale,
    remediation: { ...check.remediation, console: [...check.remediation.console] },
    references: [...check.references],
  };
  const version = sha256(canonicalJson({ ...row, judge: check.judge.toString() })).slice(0, 12);
  return { id: check.id, version, position, ...row };
}
