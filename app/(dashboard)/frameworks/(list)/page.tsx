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
import { frameworkName, frameworkScopes, listedFrameworks } from '#lib/frameworks/listed-frameworks.ts';
import { type FrameworkRow, listFrameworks } from '#lib/queries/frameworks.ts';
import { getShell } from '#lib/queries/shell.ts';

export const metadata: Metadata = { title: 'Frameworks' };

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
        listedFrameworks.map((framework) => {
          const editions = rows.filter((it) => it.framework === framework);
          return editions.length === 0 ? null : (
            <Section key={framework} title={frameworkTitles[framework]} id={framework}>
              <p className="m2 mb-2">{frameworkScopes[framework]}</p>
              <EditionTable rows={editions} title={frameworkTitles[framework]} />
            </Section>
          );
        })
      )}
    </Page>
  );
}

function EditionTable({ rows, title }: { rows: readonly FrameworkRow[]; title: string }) {
  return (
    <table className="t mid fwlist">
      <caption className="vh">Editions of {title}</caption>
      <thead>
        <tr>
          <th scope="col">Edition</th>
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
            <td className="num only-wide m2">{row.manual === 0 ? '' : row.manual}</td>
            <td className="num only-wide m2">{row.checks}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
