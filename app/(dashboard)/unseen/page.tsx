import type { Metadata } from 'next';
import Link from 'next/link';
import { FirstStep } from '#components/shell/first-step.tsx';
import { Page } from '#components/shell/page.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Name } from '#components/ui/name.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { FoldedList } from '#components/verdict/folded-list.tsx';
import { accountHref } from '#components/verdict/hrefs.ts';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Viewer } from '#lib/auth/viewer.ts';
import { formatInstant, plural } from '#lib/format.ts';
import { getShell, type Shell } from '#lib/queries/shell.ts';
import { getUnseen, type Unseen } from '#lib/queries/unseen.ts';

export const metadata: Metadata = { title: 'What we could not see' };

export default async function UnseenPage() {
  const viewer = await requireViewer();
  const [unseen, shell] = await Promise.all([getUnseen(viewer), getShell(viewer)]);
  const isAllSeen = unseen.accounts.length === 0 && unseen.actions.length === 0;
  return (
    <Page crumbs={[{ title: 'Overview', href: '/' }, { title: 'What we could not see' }]} asOf={shell.asOf}>
      <PageHead title="What we could not see">
        <p>
          What is not seen is unknown: it lowers the share seen, never the score, and is never called safe.
        </p>
      </PageHead>
      {isAllSeen ? <NothingUnseen viewer={viewer} shell={shell} /> : null}
      <Accounts unseen={unseen} />
      <Actions unseen={unseen} />
    </Page>
  );
}

/** Before the first scan nothing was seen at all. */
function NothingUnseen({ viewer, shell }: { viewer: Viewer; shell: Shell }) {
  if (shell.scan === null)
    return (
      <FirstStep
        viewer={viewer}
        accounts={shell.accounts}
        title="Nothing has been looked at yet"
        what="What could not be seen stands here"
      />
    );
  return (
    <EmptyState title="Everything was seen">Every account was read and no action was denied.</EmptyState>
  );
}

function Accounts({ unseen }: { unseen: Unseen }) {
  if (unseen.accounts.length === 0) return null;
  return (
    <Section title={`${plural(unseen.accounts.length, 'account')} out of reach`}>
      <table className="t outofreach">
        <caption className="vh">Accounts that could not be read</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Why</th>
            <th scope="col" className="num">
              Since
            </th>
          </tr>
        </thead>
        <tbody>
          {unseen.accounts.map((it) => (
            <tr key={it.id}>
              <th scope="row">
                <VerdictWord verdict="unknown" isQuiet />{' '}
                <Link className="medium" href={accountHref(it.id)} data-row>
                  <Name text={it.name} />
                </Link>
              </th>
              <td className="m2">
                {it.error ? <Prose text={it.error.message} /> : 'The last scan did not reach it.'}
              </td>
              <td className="num m3">{it.since ? formatInstant(it.since) : 'Never read'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Actions({ unseen }: { unseen: Unseen }) {
  if (unseen.actions.length === 0) return null;
  const statement = { Effect: 'Allow', Action: unseen.actions.map((it) => it.action), Resource: '*' };
  return (
    <Section
      title={plural(unseen.actions.length, 'denied action')}
      aside={
        <CopyButton text={JSON.stringify(statement, null, 2)}>Copy the statement that grants them</CopyButton>
      }
    >
      <table className="t denied">
        <caption className="vh">Actions that were denied, and the checks they blind</caption>
        <thead>
          <tr>
            <th scope="col">Action</th>
            <th scope="col">What was said</th>
            <th scope="col">Where</th>
            <th scope="col">Blinds</th>
          </tr>
        </thead>
        <tbody>
          {unseen.actions.map((it) => (
            <tr key={it.action}>
              <th scope="row" className="mono">
                {it.action}
              </th>
              <td className="m2">
                <Prose text={it.reason} />
              </td>
              <td>
                <FoldedList
                  items={it.accounts.map(({ id, name }) => ({ key: id, title: name, href: accountHref(id) }))}
                  noun={plural(it.accounts.length, 'account')}
                />
              </td>
              <td className="m2">
                <FoldedList
                  items={it.blinds.map((check) => ({
                    key: check.checkId,
                    title: checkTitle(check.checkId, check.title),
                  }))}
                  noun={plural(it.blinds.length, 'check')}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
