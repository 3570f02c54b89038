import { CopyButton } from '#components/ui/copy-button.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import type { Missing } from '#lib/posture/verdict.ts';

/** Why something could not be judged, and what would let us see it. */
export function MissingSection({ missing }: { missing: readonly Missing[] }) {
  if (missing.length === 0) return null;
  const actions = [...new Set(missing.flatMap((it) => it.action ?? []))];
  return (
    <Section title="What could not be seen">
      <ul>
        {missing.map((it) => (
          <li key={`${it.action} ${it.accountId} ${it.region} ${it.message}`} className="gapitem">
            <b className={it.action ? 'mono' : undefined}>
              <Glyph name="unknown" />
              {it.action ?? (it.accountId ? `Account ${it.accountId} is not onboarded` : 'Not seen')}
              {it.region ? `, ${it.region}` : ''}
            </b>
            <Prose text={it.message} />
          </li>
        ))}
      </ul>
      {actions.length > 0 ? (
        <p className="mt-2.5">
          <CopyButton text={JSON.stringify({ Effect: 'Allow', Action: actions, Resource: '*' }, null, 2)}>
            Copy the statement that grants it
          </CopyButton>
        </p>
      ) : null}
    </Section>
  );
}
