import type { Metadata } from 'next';
import Link from 'next/link';
import { Page } from '#components/shell/page.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { frameworkHref } from '#components/verdict/hrefs.ts';
import { formatScore } from '#components/verdict/score-figure.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { formatShare } from '#lib/format.ts';
import { frameworkTitles } from '#lib/frameworks/framework-mappings.ts';
import { frameworkName, frameworkScopes } from '#lib/frameworks/listed-frameworks.ts';
import { type FrameworkRow, listFrameworks } from '#lib/queries/frameworks.ts';
import { getShell } from '#lib/queries/shell.ts';

export const metadata: Metadata = { title: 'Frameworks' };

const benchmark = 'cis-aws-foundations';

export default async function FrameworksPage() {
  const viewer = await requireViewer();
  const [rows, shell] = await Promise.all([listFrameworks(viewer), getShell(viewer)]);
  return (
    <Page crumbs={[{ title: 'Frameworks' }]} asOf={shell.asOf}>
      <PageHead title="Frameworks">
        <p>
          The same verdicts, under the numbers auditors use. Numbers are those the frameworks or public
          mappings publish; where none is published, none is shown.
        </p>
      </PageHead>
      {rows.length === 0 ? (
        <EmptyState title="No numbers published yet">
          The worker publishes its checks and their numbers when it starts.
        </EmptyState>
      ) : (
        <>
          <Section title={frameworkTitles[benchmark]} aside={frameworkScopes[benchmark]}>
            <EditionTable
              rows={rows.filter((it) => it.framework === benchmark)}
              title={`Editions of ${frameworkTitles[benchmark]}`}
            />
          </Section>
          <Section title="Other frameworks" aside="Requirements that public mappings tie to these checks">
            <EditionTable rows={rows.filter((it) => it.framework !== benchmark)} title="Other frameworks" />
          </Section>
        </>
      )}
    </Page>
  );
}

function EditionTable({ rows, title }: { rows: readonly FrameworkRow[]; title: string }) {
  return (
    <table className="t mid fwlist">
      <caption className="vh">{title}</caption>
      <thead>
        <tr>
          <th scope="col">Framework</th>
          <th scope="col" className="num">
            Score
          </th>
          <th scope="col" className="num">
            Seen
          </th>
          <th scope="col">Evidence</th>
          <th scope="col" className="num only-wide">
            Requirements
          </th>
          <th scope="col" className="num only-wide">
            By hand
          </th>
          <th scope="col" className="num only-wide">
            Checks
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.edition}>
            <th scope="row" className="nowrap">
              <Link className="medium" href={frameworkHref(row.framework, row.edition)} data-row>
                {frameworkName(row.framework, row.edition)}
              </Link>
            </th>
            <td className="num scorenum">{formatScore(row.posture.score)}</td>
            <td className="num m3">
              {row.posture.seenShare === null ? '–' : formatShare(row.posture.seenShare)}
            </td>
            <td>
              <EvidenceBar shares={row.posture.shares} />
            </td>
            <td className="num only-wide">{row.requirements}</td>
            <td className="num only-wide m2">{byHand(row)}</td>
            <td className="num only-wide m2">{row.checks}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function byHand({ manual, unstated }: FrameworkRow): string {
  if (unstated > 0) return `${manual}, ${unstated} not stated`;
  return manual === 0 ? '' : String(manual);
}
