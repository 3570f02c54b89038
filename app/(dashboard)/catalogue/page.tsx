import type { Metadata } from 'next';
import Link from 'next/link';
import { Page } from '#components/shell/page.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { FrameworkNumbers } from '#components/verdict/framework-numbers.tsx';
import { SeverityMark } from '#components/verdict/severity-mark.tsx';
import { sectionTitles } from '#components/verdict/verdict-signs.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { capitalize, plural } from '#lib/format.ts';
import { sections } from '#lib/posture/verdict.ts';
import { type CatalogueCheck, listChecks } from '#lib/queries/checks.ts';

export const metadata: Metadata = { title: 'Check catalogue' };

export default async function CataloguePage() {
  await requireViewer();
  const checks = await listChecks();
  return (
    <Page crumbs={[{ title: 'Check catalogue' }]}>
      <PageHead title="Check catalogue">
        <p>
          {plural(checks.length, 'check')}. What each one judges, how severe a failure is, and its numbers in
          published frameworks.{' '}
          <Link className="a" href="/score">
            How the score is made
          </Link>
        </p>
      </PageHead>
      {checks.length === 0 ? (
        <EmptyState title="The catalogue is empty">
          The worker publishes its checks when it starts.
        </EmptyState>
      ) : (
        sections
          .filter((section) => checks.some((it) => it.section === section))
          .map((section) => (
            <Section key={section} title={sectionTitles[section]} id={section}>
              <CheckTable
                checks={checks.filter((it) => it.section === section)}
                title={sectionTitles[section]}
              />
            </Section>
          ))
      )}
    </Page>
  );
}

function CheckTable({ checks, title }: { checks: readonly CatalogueCheck[]; title: string }) {
  return (
    <table className="t catalogue">
      <caption className="vh">Checks of section {title}</caption>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Severity</th>
          <th scope="col" className="only-wide">
            Impact, likelihood
          </th>
          <th scope="col" className="only-wide">
            CIS, newest
          </th>
          <th scope="col" className="only-wide">
            Elsewhere
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.id} id={check.id}>
            <th scope="row">
              <Link
                className="medium"
                href={`/findings?check=${check.id}&verdict=pass,warn,fail,inherited,not_applicable,unknown,attested`}
                data-row
              >
                {check.title}
              </Link>{' '}
              <span className="mono m3">{check.id}</span>
              <p className="small m2">
                <Prose text={check.rationale} />
              </p>
            </th>
            <td className="nowrap">
              <SeverityMark severity={check.severity} />
            </td>
            <td className="only-wide nowrap m2">
              {capitalize(check.impact)}, {check.likelihood}
            </td>
            <td className="only-wide nowrap">{newestCis(check)}</td>
            <td className="only-wide m2 elsewhere">
              <FrameworkNumbers
                checkId={check.id}
                frameworks={check.frameworks}
                without={['cis-aws-foundations']}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `7.0: 5.10`, or a dash where no edition has it. */
function newestCis(check: CatalogueCheck): string {
  const cis = check.frameworks.filter((it) => it.framework === 'cis-aws-foundations');
  const newest = cis.toSorted((a, b) => b.edition.localeCompare(a.edition, 'en', { numeric: true }))[0];
  return newest ? `${newest.edition}: ${newest.number}` : '–';
}
