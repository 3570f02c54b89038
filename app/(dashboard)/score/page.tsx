import type { Metadata } from 'next';
import Link from 'next/link';
import { Page } from '#components/shell/page.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { SeverityMark } from '#components/verdict/severity-mark.tsx';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { severityWeights } from '#lib/posture/score.ts';
import { severities, type VerdictStatus, verdictStatuses } from '#lib/posture/verdict.ts';
import { getScoreExample } from '#lib/queries/score-example.ts';
import { WorkedExample } from './worked-example.tsx';

export const metadata: Metadata = { title: 'How the score is made' };

const counts: Record<VerdictStatus, { points: string; seen: string }> = {
  pass: { points: 'Full', seen: 'Yes' },
  warn: { points: 'Half', seen: 'Yes' },
  fail: { points: 'Nothing', seen: 'Yes' },
  inherited: { points: 'Not counted again: it counts once, at its owner', seen: 'Not counted' },
  not_applicable: { points: 'Not counted', seen: 'Not counted' },
  unknown: { points: 'Not counted', seen: 'No: lowers the share seen' },
  attested: { points: 'Not counted, shown apart', seen: 'Not counted' },
};

export default async function ScorePage() {
  const example = await getScoreExample(await requireViewer());
  return (
    <Page crumbs={[{ title: 'Overview', href: '/' }, { title: 'How the score is made' }]}>
      <PageHead title="How the score is made">
        <p>One unit per check and account: its worst verdict over regions and resources.</p>
      </PageHead>
      <Section title="The formula">
        <dl className="kv formula">
          <dt>Score</dt>
          <dd>
            100 × (weight of passes + half the weight of warnings) ÷ weight of passes, warnings and failures
          </dd>
          <dt>Seen</dt>
          <dd>weight of passes, warnings and failures ÷ the same and the weight of unknowns</dd>
        </dl>
        <p className="m2 mt-3 measure">
          The score says how good what we saw is; the share seen says how much that was. Neither stands alone.
          An account nobody could read has no score, never 0. The score of a workspace is made of all units of
          its accounts, not an average of averages.
        </p>
      </Section>
      <WorkedExample example={example} />
      <div className="two">
        <Section title="Verdicts">
          <table className="t">
            <caption className="vh">What each verdict counts</caption>
            <thead>
              <tr>
                <th scope="col">Verdict</th>
                <th scope="col">Points</th>
                <th scope="col">Seen</th>
              </tr>
            </thead>
            <tbody>
              {verdictStatuses.map((verdict) => (
                <tr key={verdict}>
                  <th scope="row">
                    <VerdictWord verdict={verdict} />
                  </th>
                  <td className="m2">{counts[verdict].points}</td>
                  <td className="m2">{counts[verdict].seen}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
        <Section title="Weights">
          <table className="t">
            <caption className="vh">Weight by severity</caption>
            <thead>
              <tr>
                <th scope="col">Severity</th>
                <th scope="col" className="num">
                  Weight
                </th>
              </tr>
            </thead>
            <tbody>
              {severities.map((severity) => (
                <tr key={severity}>
                  <th scope="row">
                    <SeverityMark severity={severity} />
                  </th>
                  <td className="num">{severityWeights[severity]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      </div>
      <Section title="What is left out">
        <ul className="proselist m2">
          <li>
            Not applicable: the rule has no subject in the account, or the{' '}
            <Link className="a" href="/settings/policy">
              workspace policy
            </Link>{' '}
            says that a service is reviewed and not required. The report prints that decision.
          </li>
          <li>Inherited: the resource belongs to another account, where it counts, once.</li>
          <li>
            Unknown, and what was true when an account could last be read: both lower the{' '}
            <Link className="a" href="/unseen">
              share seen
            </Link>
            .
          </li>
          <li>Informational checks: they weigh nothing.</li>
        </ul>
      </Section>
      <Section title="Over time">
        <p className="m2 measure">
          Each scan keeps the score and share seen of every account and its sections, and of the workspace. A
          change of the policy is a scan of its own, judged from stored answers, so that a step it makes can
          be told from one that accounts made.
        </p>
      </Section>
    </Page>
  );
}
