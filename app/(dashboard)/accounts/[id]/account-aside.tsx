import { CopyButton } from '#components/ui/copy-button.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { FoldedList } from '#components/verdict/folded-list.tsx';
import { clientName } from '#components/verdict/service-names.ts';
import { formatDuration, formatNumber, formatShortInstant, plural } from '#lib/format.ts';
import type { AccountScorecard, ScanHealth } from '#lib/queries/account-scorecard.ts';
import type { Unseen } from '#lib/queries/unseen.ts';

const shownServices = 7;

export function AccountAside({ scorecard: { health, unseen } }: { scorecard: AccountScorecard }) {
  return (
    <aside aria-label="Scan">
      {health ? <Health health={health} /> : null}
      <NotSeen unseen={unseen} />
    </aside>
  );
}

function Health({ health }: { health: ScanHealth }) {
  const shown = health.byService.slice(0, shownServices);
  const rest = health.byService.slice(shownServices);
  const restCalls = rest.reduce((sum, it) => sum + it.calls, 0);
  const lines = [
    ...shown,
    ...(rest.length > 0 ? [{ service: plural(rest.length, 'other'), calls: restCalls }] : []),
  ];
  const most = Math.max(1, ...lines.map((it) => it.calls));
  return (
    <Section title="Scan health" aside={`${formatShortInstant(health.finishedAt)} UTC`} className="first">
      <dl className="health">
        <div>
          <dt>read-only calls</dt>
          <dd>{formatNumber(health.callsTotal)}</dd>
        </div>
        <div>
          <dt>in {plural(health.regions, 'region')}</dt>
          <dd>{formatDuration(health.durationMs)}</dd>
        </div>
        <div>
          <dt>throttled, all retried</dt>
          <dd>{formatNumber(health.callsThrottled)}</dd>
        </div>
        <div>
          <dt>not answered</dt>
          <dd>{formatNumber(health.gaps)}</dd>
        </div>
      </dl>
      <ul className="calls" aria-label="Calls by service">
        {lines.map((line) => (
          <li key={line.service}>
            <span>{clientName(line.service)}</span>
            <svg width="100%" height="4" aria-hidden="true">
              <rect width={`${((line.calls / most) * 100).toFixed(1)}%`} height="4" />
            </svg>
            <span className="num">{formatNumber(line.calls)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function NotSeen({ unseen }: { unseen: Unseen }) {
  if (unseen.actions.length === 0) return null;
  return (
    <Section title="What could not be seen">
      <ul>
        {unseen.actions.map((it) => (
          <li key={it.action} className="gapitem">
            <b className="mono">
              <Glyph name="unknown" />
              {it.action}
            </b>
            <Prose text={it.reason} />
            <div className="mt-1">
              <span className="m3">Blinds </span>
              <FoldedList
                items={it.blinds.map((check) => ({
                  key: check.checkId,
                  title: checkTitle(check.checkId, check.title),
                }))}
                noun={plural(it.blinds.length, 'check')}
              />
            </div>
          </li>
        ))}
      </ul>
      <p className="mt-2.5">
        <CopyButton text={missingPolicy(unseen)}>Copy the missing policy</CopyButton>
      </p>
    </Section>
  );
}

function missingPolicy(unseen: Unseen): string {
  const statement = { Effect: 'Allow', Action: unseen.actions.map((it) => it.action), Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2);
}
