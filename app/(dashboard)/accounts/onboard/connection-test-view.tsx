import { CodeBlock } from '#components/ui/code-block.tsx';
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';
import { Note } from '#components/ui/note.tsx';
import { PollTrouble } from '#components/ui/poll-trouble.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { formatDuration, formatSeconds, plural } from '#lib/format.ts';
import type { ConnectionStep, ConnectionTest } from '#lib/posture/connection-test.ts';
import { ConnectionProblemView } from './connection-problem.tsx';
import { isRunning, type TestView } from './onboarding-view.ts';
import { stepTitle } from './step-title.ts';

/** Steps as they are taken, then what the outcome means. */
export function ConnectionTestView({
  test,
  isOutdated,
  trouble,
}: {
  test: TestView | null;
  isOutdated: boolean;
  trouble: Error | null;
}) {
  return (
    <section aria-label="Connection test" className="min-w-0">
      <div className="colhead">
        <h2>3. Connection test</h2>
        {test?.startedAt ? <p>Started {formatSeconds(test.startedAt)} UTC</p> : null}
      </div>
      <PollTrouble error={trouble} what="The test" goesOn="It goes on." />
      <div aria-live="polite">{test ? <Running test={test} /> : <Before isOutdated={isOutdated} />}</div>
    </section>
  );
}

const promise = [
  'Assume the role with the external ID',
  'Check that it is the account you named',
  'Make sure the role refuses everyone without the external ID, and with a wrong one',
  'List the enabled regions',
  'Try each action once: allowed, denied and by whom',
];

function Before({ isOutdated }: { isOutdated: boolean }) {
  return (
    <>
      <p className="m2 mb-2">
        {isOutdated
          ? 'The role ARN has changed since the last test. Test this one.'
          : 'When the role exists, test it. Nothing in the account is changed.'}
      </p>
      <ol className="steps">
        {promise.map((step) => (
          <li key={step}>
            <span className="v notreached">
              <Glyph name="notreached" />
            </span>
            <div className="m2">{step}</div>
          </li>
        ))}
      </ol>
    </>
  );
}

function Running({ test }: { test: TestView }) {
  const steps = test.result?.steps ?? [];
  const problem = steps.find((it) => it.problem)?.problem;
  return (
    <>
      <ol className="steps">
        {steps.length === 0 && isRunning(test) ? (
          <li className="run">
            <span className="spin" role="img" aria-label="Running" />
            <div>
              <b className="medium">Waiting for a worker</b>
            </div>
          </li>
        ) : null}
        {steps.map((step) => (
          <Step key={step.id} step={step} result={test.result} />
        ))}
      </ol>
      {test.status === 'failed' ? (
        <div className="mt-3.5">
          <Note tone="warn">
            <b>The test itself failed.</b> That is our problem, not the role’s. Test again.
          </Note>
        </div>
      ) : null}
      {problem && test.result?.outcome !== 'connected' ? <ConnectionProblemView problem={problem} /> : null}
      {test.result ? <Outcome result={test.result} happened={problem?.whatHappened ?? null} /> : null}
    </>
  );
}

const stepSigns: Record<ConnectionStep['state'], { glyph: GlyphName; tone: string; word: string } | null> = {
  waiting: { glyph: 'notreached', tone: 'notreached', word: 'Waiting' },
  running: null,
  passed: { glyph: 'pass', tone: 'pass', word: 'Passed' },
  refused: { glyph: 'fail', tone: 'fail', word: 'Refused' },
  inconclusive: { glyph: 'unknown', tone: 'unknown', word: 'Inconclusive' },
};

function Step({ step, result }: { step: ConnectionStep; result: ConnectionTest | null }) {
  const sign = stepSigns[step.state];
  const tried = result?.permissions.filter((it) => it.state !== 'untried').length ?? 0;
  const all = result?.permissions.length ?? 0;
  // What refused the step is said in full below.
  const detail = step.detail === step.problem?.whatHappened ? '' : step.detail;
  return (
    <li className={sign ? undefined : 'run'}>
      {sign ? (
        <span className={`v ${sign.tone}`}>
          <Glyph name={sign.glyph} />
          <span className="vh">{sign.word}</span>
        </span>
      ) : (
        <span className="spin" role="img" aria-label="Running" />
      )}
      <div>
        <b className={step.state === 'waiting' ? 'medium m2' : 'medium'}>{stepTitle(step)}</b>
        {detail === '' ? null : (
          <p>
            <Prose text={detail} />
          </p>
        )}
      </div>
      <span className="ms">
        {step.durationMs !== null && step.durationMs >= 50 ? formatDuration(step.durationMs) : ''}
      </span>
      {step.state === 'running' && step.id === 'permissions' && all > 0 ? (
        <progress max={all} value={tried} aria-label="Actions tried" />
      ) : null}
    </li>
  );
}

function Outcome({ result, happened }: { result: ConnectionTest; happened: string | null }) {
  if (result.outcome === null) return null;
  const denied = result.permissions.filter((it) => it.state === 'denied');
  const blinded = new Set(denied.flatMap((it) => it.blinds)).size;
  if (result.outcome === 'connected' && denied.length === 0) {
    return (
      <div className="mt-3.5">
        <Note tone="pass">
          <b>Connected.</b> The role lets Watchpost in, and nobody without the external ID.
        </Note>
      </div>
    );
  }
  if (result.outcome !== 'connected') return null;
  return (
    <div className="mt-3.5 grid gap-2">
      <Note tone="unknown">
        <b>
          {happened ? <Prose text={`${happened} `} /> : null}
          {plural(denied.length, 'denial')} will blind {plural(blinded, 'check')}.
        </b>{' '}
        You can onboard anyway: they read unknown, never pass.
        {result.missingPolicy ? ' The policy below grants what is missing.' : ''}
      </Note>
      {result.missingPolicy ? (
        <CodeBlock text={result.missingPolicy} label="Policy of what is missing" />
      ) : null}
    </div>
  );
}
