import Link from 'next/link';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { accountHref } from '#components/verdict/hrefs.ts';
import { formatList, plural } from '#lib/format.ts';
import type { Missing } from '#lib/posture/verdict.ts';

/** Why something could not be judged, and what would let us see it. */
export function MissingSection({
  missing,
  accountRowId,
}: {
  missing: readonly Missing[];
  accountRowId: string;
}) {
  if (missing.length === 0) return null;
  const actions = [...new Set(missing.flatMap((it) => it.action ?? []))];
  return (
    <Section title="What could not be seen">
      <ul>
        {[...Map.groupBy(missing, kindOf)].map(([kind, alike]) => (
          <Alike key={kind} missing={alike} />
        ))}
      </ul>
      {actions.length > 0 ? (
        <p className="mt-2.5">
          <CopyButton text={JSON.stringify({ Effect: 'Allow', Action: actions, Resource: '*' }, null, 2)}>
            Copy the statement that grants it
          </CopyButton>
        </p>
      ) : missing.every((it) => it.accountId !== undefined) ? null : (
        <p className="mt-2.5">
          <Link className="a" href={accountHref(accountRowId)}>
            What to do about it, on the account's page
          </Link>
        </p>
      )}
    </Section>
  );
}

/** A call refused in every region is one thing to mend. */
function kindOf(it: Missing): string {
  return it.action ?? (it.accountId ? `Account ${it.accountId} is not onboarded` : it.message);
}

function Alike({ missing }: { missing: readonly Missing[] }) {
  const [first, ...others] = missing;
  if (!first) return null;
  const regions = [...new Set(others.flatMap((it) => it.region ?? []))];
  return (
    <li className="gapitem">
      <b className={first.action ? 'mono' : undefined}>
        <Glyph name="unknown" />
        {first.action ?? (first.accountId ? kindOf(first) : 'Not seen')}
        {first.region && regions.length === 0 ? `, ${first.region}` : ''}
      </b>
      <Prose text={first.message} />
      {regions.length > 0
        ? ` The same in ${plural(regions.length, 'other region')}: ${formatList(regions)}.`
        : others.length > 0
          ? ` The same of ${plural(others.length, 'other resource')}.`
          : ''}
    </li>
  );
}
