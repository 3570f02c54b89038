import type { Missing, SubjectVerdict, VerdictStatus } from './verdict.ts';

/** A check with its verdicts by region. */
export interface RegionCheck {
  checkId: string;
  title: string;
  verdict: VerdictStatus;
  reason: string;
  isStale: boolean;
  subjects: readonly SubjectVerdict[];
  missing: readonly Pick<Missing, 'region'>[];
}

export interface RegionCell {
  verdict: VerdictStatus;
  /** Sentences of the subjects that decided it. */
  reasons: string[];
}

export interface RegionRow {
  checkId: string;
  title: string;
  verdict: VerdictStatus;
  reason: string;
  /** One per region, in the order of the grid. */
  cells: RegionCell[];
}

export interface RegionGrid {
  regions: string[];
  rows: RegionRow[];
}

const worstFirst: readonly VerdictStatus[] = [
  'fail',
  'unknown',
  'warn',
  'attested',
  'pass',
  'inherited',
  'not_applicable',
];
const regionName = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

/** Checks against regions. Only what is judged per region has a row; a region counts as seen only where it was. */
export function regionGrid(checks: readonly RegionCheck[]): RegionGrid {
  const ofRegions = checks.filter((it) => regionsOf(it).length > 0);
  const regions = [...new Set(ofRegions.flatMap(regionsOf))].sort();
  return {
    regions,
    rows: ofRegions.map((check) => ({
      checkId: check.checkId,
      title: check.title,
      verdict: check.isStale ? 'unknown' : check.verdict,
      reason: check.reason,
      cells: regions.map((region) => cellOf(check, region)),
    })),
  };
}

function regionsOf(check: RegionCheck): string[] {
  return [...check.subjects, ...check.missing].flatMap(({ region }) =>
    region && regionName.test(region) ? [region] : [],
  );
}

function cellOf(check: RegionCheck, region: string): RegionCell {
  if (check.isStale) return { verdict: 'unknown', reasons: ['Not read by the newest scan.'] };
  const own = check.subjects.filter((it) => it.region === region);
  const verdict = worstFirst.find((status) => own.some((it) => it.verdict === status));
  const isPartlyBlind = check.missing.some((it) => it.region === region);
  if (isPartlyBlind && verdict !== undefined && verdict !== 'fail' && verdict !== 'unknown') {
    return { verdict: 'unknown', reasons: ['Not all of it was seen.'] };
  }
  if (verdict !== undefined) {
    return { verdict, reasons: own.filter((it) => it.verdict === verdict).map((it) => it.reason) };
  }
  // A gap that names no region may hide something in any.
  const isBlind = check.missing.some((it) => it.region === undefined || it.region === region);
  return isBlind
    ? { verdict: 'unknown', reasons: ['Not seen.'] }
    : { verdict: 'not_applicable', reasons: ['Nothing to judge here.'] };
}
