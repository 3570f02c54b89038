import Link from 'next/link';
import { Sparkline } from '#components/charts/score-line.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { checkHref } from '#components/verdict/hrefs.ts';
import { formatScore, ScoreDelta } from '#components/verdict/score-figure.tsx';
import { SeverityMark } from '#components/verdict/severity-mark.tsx';
import { sectionTitles, verdictSigns } from '#components/verdict/verdict-signs.ts';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { formatDate, formatDay } from '#lib/format.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';
import type { NotRequired } from '#lib/posture/workspace-policy.ts';
import type { AccountTrendPoint, ScorecardSection } from '#lib/queries/account-scorecard.ts';
import type { FindingRow } from '#lib/queries/finding-rows.ts';

const listed: readonly VerdictStatus[] = ['fail', 'warn', 'unknown', 'attested'];

const loudestFirst: readonly VerdictStatus[] = [...listed, 'pass', 'inherited', 'not_applicable'];

/** One section: its score and trend, what is wrong, and the rest in one line. */
export function ScorecardSectionView({
  section,
  trend,
  decisions,
}: {
  section: ScorecardSection;
  trend: readonly AccountTrendPoint[];
  decisions: readonly NotRequired[];
}) {
  const points = trend.flatMap((it) => {
    const score = it.sections[section.section];
    return score === null ? [] : [{ at: it.at, score }];
  });
  const wrong = section.findings.filter((it) => listed.includes(shownVerdict(it)));
  const rest = section.findings.filter((it) => !listed.includes(shownVerdict(it)));
  return (
    <section className="sect">
      <header>
        <span className="scorenum">{formatScore(section.score)}</span>
        <h2>
          {sectionTitles[section.section]}
          <small>{countsOf(section)}</small>
        </h2>
        <EvidenceBar shares={section.shares} />
        <Sparkline points={points} />
        <span className="num">
          <ScoreDelta
            now={section.score}
            before={section.score === null || section.change === null ? null : section.score - section.change}
          />
        </span>
      </header>
      {wrong.length > 0 ? (
        <ul>
          {wrong.map((finding) => (
            <Item key={finding.id} finding={finding} isFirstScan={trend.length < 2} />
          ))}
        </ul>
      ) : null}
      <Rest findings={rest} decisions={decisions} />
    </section>
  );
}

/** What was true when the account could last be read is not known to be true now. */
function shownVerdict(finding: FindingRow): VerdictStatus {
  return finding.isStale ? 'unknown' : finding.verdict;
}

function countsOf(section: ScorecardSection): string {
  return loudestFirst
    .filter((status) => section.counts[status] > 0)
    .map((status) => `${section.counts[status]} ${verdictSigns[status].word.toLowerCase()}`)
    .join(', ');
}

function Item({ finding, isFirstScan }: { finding: FindingRow; isFirstScan: boolean }) {
  const isNew = !isFirstScan && finding.firstSeenAt.getTime() === finding.lastSeenAt.getTime();
  return (
    <li>
      <VerdictWord verdict={shownVerdict(finding)} />
      <div>
        <Link href={checkHref(finding.account.id, finding.checkId)} className="medium" data-row>
          {checkTitle(finding.checkId, finding.title)}
        </Link>
        <p>
          {finding.isStale
            ? `Was ${verdictSigns[finding.verdict].word.toLowerCase()} when last read: `
            : null}
          <Prose text={finding.reason} />
        </p>
      </div>
      <SeverityMark severity={finding.severity} />
      <span className="when">
        {isNew ? <b title={formatDay(finding.statusSince)}>New</b> : formatDay(finding.statusSince)}
      </span>
    </li>
  );
}

function Rest({
  findings,
  decisions,
}: {
  findings: readonly FindingRow[];
  decisions: readonly NotRequired[];
}) {
  const inherited = findings.filter((it) => it.verdict === 'inherited');
  const others = findings.filter((it) => it.verdict !== 'inherited');
  if (findings.length === 0) return null;
  return (
    <>
      {inherited.length > 0 ? (
        <details className="inherits" open={inherited.some((it) => it.inheritedVerdict !== 'pass')}>
          <summary>
            <span className="v inherited">
              <Glyph name="inherited" />
              {inherited.length} inherited
            </span>{' '}
            <span className="m3">counted once, at their owner</span>
          </summary>
          <ul>
            {inherited.map((finding) => (
              <li key={finding.id}>
                <VerdictWord verdict={finding.inheritedVerdict ?? 'unknown'} />
                <div>
                  <Link href={checkHref(finding.account.id, finding.checkId)} data-row>
                    {checkTitle(finding.checkId, finding.title)}
                  </Link>
                </div>
                <span className="mono m3 owner">{finding.inheritedAccountId}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {others.length > 0 ? (
        <ul className="rest" aria-label="Nothing to do">
          {others.map((finding) => (
            <li key={finding.id}>
              <Link
                href={checkHref(finding.account.id, finding.checkId)}
                className={`v ${verdictSigns[finding.verdict].tone}`}
                title={finding.reason}
              >
                <Glyph name={verdictSigns[finding.verdict].glyph} />
                <span className="vh">{verdictSigns[finding.verdict].word}: </span>
                {checkTitle(finding.checkId, finding.title)}
                {untilOf(finding, decisions)}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function untilOf(finding: FindingRow, decisions: readonly NotRequired[]): string {
  const decision = decisions.find((it) => it.checkId === finding.checkId);
  if (!decision || finding.verdict !== 'not_applicable') return '';
  return `, reviewed, not required until ${formatDate(decision.expiresAt)}`;
}
