import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Page } from '#components/shell/page.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterSelect, type Option } from '#components/ui/filter-bar.tsx';
import { Note } from '#components/ui/note.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { frameworkHref } from '#components/verdict/hrefs.ts';
import { formatScore } from '#components/verdict/score-figure.tsx';
import { ShareLine } from '#components/verdict/share-line.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { formatShare, plural } from '#lib/format.ts';
import { frameworkTitles } from '#lib/frameworks/framework-mappings.ts';
import { frameworkName, frameworkScopes } from '#lib/frameworks/listed-frameworks.ts';
import { type FrameworkPage, getFramework, type Requirement } from '#lib/queries/frameworks.ts';
import { getShell } from '#lib/queries/shell.ts';
import { firstOf, type SearchProps } from '../../../../../page-props.ts';
import { requirementLines } from './requirement-lines.ts';
import { RequirementTable } from './requirement-table.tsx';

interface FrameworkProps extends SearchProps {
  params: Promise<{ framework: string; edition: string }>;
}

export async function generateMetadata({ params }: FrameworkProps): Promise<Metadata> {
  const { framework, edition } = await params;
  const page = await getFramework(await requireViewer(), framework, edition);
  return { title: page ? frameworkName(page.framework, page.edition) : 'Not found' };
}

const shows: Record<string, { title: string; holds: (it: Requirement) => boolean }> = {
  broken: {
    title: 'Fail or warn',
    holds: ({ counts, inheritedFails }) => counts.fail + counts.warn + inheritedFails > 0,
  },
  unseen: { title: 'Not seen everywhere', holds: ({ counts }) => counts.unknown > 0 },
  manual: { title: 'Assessed by hand', holds: ({ assessment }) => assessment === 'manual' },
};

export default async function FrameworkEditionPage({ params, searchParams }: FrameworkProps) {
  const viewer = await requireViewer();
  const { framework, edition } = await params;
  const [page, shell] = await Promise.all([getFramework(viewer, framework, edition), getShell(viewer)]);
  if (!page) notFound();
  const query = await searchParams;
  const show = firstOf(query.show) ?? '';
  const checks = checksOf(page);
  const check = checks.find((it) => it.value === firstOf(query.check))?.value ?? '';
  const list = page.list
    .filter(shows[show]?.holds ?? (() => true))
    .filter((it) => check === '' || it.checks.some(({ checkId }) => checkId === check));
  const name = frameworkName(page.framework, page.edition);
  return (
    <Page crumbs={[{ title: 'Frameworks', href: '/frameworks' }, { title: name }]} asOf={shell.asOf}>
      <PageHead
        title={name}
        actions={
          page.accounts > 0 ? (
            <a className="btn" href={`/api${frameworkHref(page.framework, page.edition)}/export`}>
              Export as CSV
            </a>
          ) : null
        }
      >
        <p>{frameworkScopes[page.framework]}</p>
      </PageHead>
      <Editions page={page} />
      <Strip page={page} />
      <Notes page={page} />
      {page.accounts === 0 ? null : (
        <FilterBar>
          <FilterSelect
            name="show"
            label="Show"
            value={shows[show] ? show : ''}
            all="Every requirement"
            options={Object.entries(shows).map(([value, { title }]) => ({ value, title }))}
          />
          <FilterSelect name="check" label="Check" value={check} all="Every check" options={checks} />
          <span className="push m3 small">
            {list.length} of {plural(page.requirements, 'requirement')}
          </span>
        </FilterBar>
      )}
      {list.length === 0 ? (
        <EmptyState
          title="No requirement is like that"
          action={
            <Link className="btn" href={frameworkHref(page.framework, page.edition)}>
              Show every requirement
            </Link>
          }
        >
          Without filters there are {page.requirements}.
        </EmptyState>
      ) : (
        <RequirementTable page={page} list={list} />
      )}
      <Unmapped page={page} name={name} />
    </Page>
  );
}

/** The checks this edition rests on, as choices of a filter. */
function checksOf(page: FrameworkPage): Option[] {
  const titles = new Map(
    page.list.flatMap((it) => it.checks.map(({ checkId, title }) => [checkId, checkTitle(checkId, title)])),
  );
  return [...titles]
    .map(([value, title]) => ({ value, title }))
    .sort((a, b) => a.title.localeCompare(b.title));
}

function Editions({ page }: { page: FrameworkPage }) {
  if (page.editions.length < 2) return null;
  return (
    <nav className="tabs mt-3" aria-label={`Editions of ${frameworkTitles[page.framework]}`}>
      {page.editions.toReversed().map((edition) => (
        <Link
          key={edition}
          href={frameworkHref(page.framework, edition)}
          aria-current={edition === page.edition ? 'page' : undefined}
        >
          {edition}
        </Link>
      ))}
    </nav>
  );
}

function Strip({ page: { posture, requirements, manual, unstated, accounts } }: { page: FrameworkPage }) {
  return (
    <div className="strip fwstrip">
      <div>
        <span className="fig">{formatScore(posture.score)}</span>
        <small>
          <b>Score</b> of these checks
        </small>
      </div>
      <div>
        <span className="fig two-nd">
          {posture.seenShare === null ? '–' : formatShare(posture.seenShare)}
        </span>
        <small>
          <b>Seen</b>
        </small>
      </div>
      <div>
        <EvidenceBar shares={posture.shares} size="tall" />
        {posture.seenShare === null ? null : <ShareLine shares={posture.shares} />}
      </div>
      <p className="m2 small">
        {plural(requirements, 'requirement')} over {plural(accounts, 'account')}.{' '}
        {manual > 0 ? `The framework has ${manual} of them assessed by hand.` : ''}{' '}
        {unstated > 0 ? `Of ${unstated} the mappings we use do not say.` : ''}
      </p>
    </div>
  );
}

function Notes({ page }: { page: FrameworkPage }) {
  const isCis = page.framework === 'cis-aws-foundations';
  return (
    <div className="notes">
      {page.accounts === 0 ? (
        <Note tone="unknown">
          <b>No account is onboarded.</b> These are the requirements; verdicts come with the first scan.
        </Note>
      ) : null}
      {isCis && page.list.every((it) => it.checks.every((check) => check.checkId.startsWith('alarm-'))) ? (
        <Note tone="unknown">
          <b>Only the monitoring section is mapped.</b> No public mapping of this edition’s other sections is
          known to us.
        </Note>
      ) : null}
      {page.list.length > requirementLines(page.framework, page.list).length ? (
        <p className="small m2">Requirements of a group that rest on the same checks share a line.</p>
      ) : null}
      {page.manual > 0 ? (
        <p className="small m2">
          By hand: the framework leaves the assessment to a person. What is shown is what Watchpost judges by
          itself; an auditor still decides.
        </p>
      ) : null}
      {isCis ? (
        <p className="small m2">
          Alarm controls are judged by the events edition {page.edition} requires, whatever the workspace’s
          own edition.
        </p>
      ) : (
        <p className="small m2">
          Alarm controls are judged by CIS {page.workspaceEdition}, the workspace’s edition.
          {page.framework === 'security-hub'
            ? ' Security Hub itself asks for the exact text of a filter: what it would say stands on each alarm’s own page.'
            : ''}
        </p>
      )}
    </div>
  );
}

function Unmapped({ page, name }: { page: FrameworkPage; name: string }) {
  if (page.unmapped.length === 0) return null;
  return (
    <Section title="No published mapping" aside={plural(page.unmapped.length, 'check')}>
      <p className="m2">No number in {name} is published for these checks, so none is claimed.</p>
      <ul className="plainnames">
        {page.unmapped.map((it) => (
          <li key={it.checkId}>
            <Link href={`/catalogue#${it.checkId}`}>{checkTitle(it.checkId, it.title)}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
