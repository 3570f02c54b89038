import { CodeBlock } from '#components/ui/code-block.tsx';
import { Note } from '#components/ui/note.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { formatInstant } from '#lib/format.ts';
import type { ConnectionProblem } from '#lib/posture/connection-test.ts';

/** What happened, what may have caused it, what to do, in that order. */
export function ConnectionProblemView({ problem }: { problem: ConnectionProblem }) {
  return (
    <div className="problem" data-problem={problem.code}>
      <Note tone="fail" isAlert>
        <b>
          <Prose text={problem.whatHappened} />
        </b>
      </Note>
      <ProblemSteps problem={problem} />
    </div>
  );
}

/** The causes in order, what to do, a command to copy, and what AWS support would ask for. */
export function ProblemSteps({ problem }: { problem: ConnectionProblem }) {
  return (
    <>
      {problem.causes.length > 0 ? (
        <>
          <h3>Likely causes, likeliest first</h3>
          <ol className="check">
            {problem.causes.map((cause, index) => (
              <li key={cause.title}>
                <span>{index + 1}</span>
                <div>
                  <Prose text={cause.title} />
                  <p>
                    <Prose text={cause.detail} />
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </>
      ) : null}
      <h3>What to do</h3>
      <p className="m2">
        <Prose text={problem.whatToDo} />
      </p>
      {problem.copy ? <CodeBlock text={problem.copy} label="To copy" /> : null}
      <dl className="kv small">
        <dt>Asked</dt>
        <dd>{formatInstant(problem.at)}</dd>
        {problem.requestId === null ? null : (
          <>
            <dt>Request</dt>
            <dd className="mono">{problem.requestId}</dd>
          </>
        )}
      </dl>
    </>
  );
}
