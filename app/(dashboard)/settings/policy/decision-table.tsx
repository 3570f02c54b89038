import { Glyph } from '#components/ui/glyph.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { formatDate, plural } from '#lib/format.ts';
import type { Decidable, PolicyPage } from '#lib/queries/workspace-policy.ts';
import { DecisionForm, EndDecisionForm } from './decision-form.tsx';

/** Services that cost money: required, or decided against with owner, reason, cost and end. */
export function DecisionTable({ page, canChange }: { page: PolicyPage; canChange: boolean }) {
  if (page.decidables.length === 0) {
    return <p className="m2">The worker publishes its checks when it starts.</p>;
  }
  return (
    <>
      <p className="m2">
        These cost money or may have a substitute. A decision takes the check out of the score until its last
        day; then it is judged again by itself.
      </p>
      <ul className="decisions">
        {page.decidables.map((it) => (
          <DecisionItem key={it.checkId} decidable={it} version={page.version} canChange={canChange} />
        ))}
      </ul>
    </>
  );
}

function DecisionItem({
  decidable,
  version,
  canChange,
}: {
  decidable: Decidable;
  version: string;
  canChange: boolean;
}) {
  const { checkId, decision, isStanding, broken } = decidable;
  const title = checkTitle(checkId, decidable.title);
  return (
    <li>
      <div>
        <h3>{title}</h3>
        {isStanding ? null : (
          <p className="small m2">
            Required{broken > 0 ? `; fails or warns in ${plural(broken, 'account')}` : ''}
          </p>
        )}
        {decision ? (
          <div className="small m2">
            <p className={isStanding ? 'strong' : 'ended'}>
              <Glyph name="excepted" />{' '}
              {isStanding
                ? `Not required until ${formatDate(decision.expiresAt)}`
                : `The decision ended on ${formatDate(decision.expiresAt)}`}
            </p>
            <p>{decision.reason}</p>
            <p className="m3">
              {decision.owner}. Cost: {decision.costNote}
            </p>
          </div>
        ) : null}
      </div>
      {canChange ? (
        <div className="decideacts">
          {decision ? <EndDecisionForm checkId={checkId} title={title} version={version} /> : null}
          <DecisionForm key={`${version} ${checkId}`} decidable={decidable} title={title} version={version} />
        </div>
      ) : null}
    </li>
  );
}
