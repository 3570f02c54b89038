import Link from 'next/link';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { checkHref } from '#components/verdict/hrefs.ts';
import { regionInShort } from '#components/verdict/region-in-short.ts';
import { CellSign, cellClass } from '#components/verdict/verdict-cell.tsx';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import { plural } from '#lib/format.ts';
import type { RegionCell, RegionGrid, RegionRow } from '#lib/posture/region-grid.ts';
import { type VerdictStatus, verdictStatuses } from '#lib/posture/verdict.ts';

/** What each check is about, short enough for the head of a row. */
const subjects: Record<string, string> = {
  'config-recording': 'Config recorder',
  'kms-rotation': 'KMS key rotation',
  'vpc-flow-logs': 'VPC flow logs',
  'edge-access-logging': 'Access logs',
  'guardduty-enabled': 'GuardDuty',
  'guardduty-findings': 'GuardDuty findings',
  'securityhub-enabled': 'Security Hub',
  'macie-enabled': 'Macie',
  'inspector-enabled': 'Inspector',
  'access-analyzer-enabled': 'Access Analyzer',
  'waf-coverage': 'WAF',
};

/** Services against regions: where one is off, in one look. */
export function RegionGridSection({ grid, accountRowId }: { grid: RegionGrid; accountRowId: string }) {
  if (grid.rows.length === 0) return null;
  return (
    <Section
      title="Services by region"
      aside={`${plural(grid.regions.length, 'enabled region')}. Opt-in regions that are off are skipped.`}
    >
      <Legend grid={grid} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls sideways. */}
      <section className="rgwrap" aria-label="Services by region" tabIndex={0}>
        <table className="rg">
          <caption className="vh">Verdict of each service in each enabled region</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">Service</span>
              </th>
              {grid.regions.map((region) => (
                <th key={region} scope="col">
                  <abbr title={region}>{regionInShort(region)}</abbr>
                </th>
              ))}
              <th scope="col" className="inshort">
                <span className="vh">In short</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {grid.rows.map((row) => (
              <Row key={row.checkId} row={row} regions={grid.regions} accountRowId={accountRowId} />
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

function Row({
  row,
  regions,
  accountRowId,
}: {
  row: RegionRow;
  regions: readonly string[];
  accountRowId: string;
}) {
  return (
    <tr>
      <th scope="row">
        <Link href={checkHref(accountRowId, row.checkId)} title={row.title} data-row>
          {subjects[row.checkId] ?? row.title}
        </Link>
      </th>
      {row.cells.map((cell, index) => (
        <td key={regions[index]}>
          <Cell cell={cell} />
        </td>
      ))}
      <td className="inshort" title={row.reason}>
        <span className="clip">
          <InShort row={row} />
        </span>
      </td>
    </tr>
  );
}

function Cell({ cell }: { cell: RegionCell }) {
  const sign = { verdict: cell.verdict, inheritedVerdict: null, brokenLink: null };
  const [reason, ...others] = cell.reasons;
  return (
    <span
      className={cellClass(sign)}
      title={others.length > 0 ? `${reason} And ${plural(others.length, 'other')}.` : reason}
    >
      <CellSign {...sign} />
      <span className="vh">{verdictSigns[cell.verdict].word}</span>
    </span>
  );
}

/** `17 of 17` where all is well; else the sentence that says what is not. */
function InShort({ row }: { row: RegionRow }) {
  if (row.verdict !== 'pass') return <Prose text={row.reason} />;
  const judged = row.cells.filter((it) => it.verdict !== 'not_applicable').length;
  return `${judged} of ${judged}`;
}

function Legend({ grid }: { grid: RegionGrid }) {
  const cells = grid.rows.flatMap((row) => row.cells);
  return (
    <ul className="legend" aria-label="Signs">
      {verdictStatuses.flatMap((verdict) => {
        const count = cells.filter((it) => it.verdict === verdict).length;
        return count === 0 ? [] : [<Entry key={verdict} verdict={verdict} count={count} />];
      })}
    </ul>
  );
}

function Entry({ verdict, count }: { verdict: VerdictStatus; count: number }) {
  const sign = { verdict, inheritedVerdict: null, brokenLink: null };
  const words = verdict === 'not_applicable' ? 'Nothing to judge' : verdictSigns[verdict].word;
  return (
    <li>
      <span className={`${cellClass(sign)} box`} aria-hidden="true">
        <CellSign {...sign} />
      </span>
      <span>
        <b>{words}</b> {count}
      </span>
    </li>
  );
}
