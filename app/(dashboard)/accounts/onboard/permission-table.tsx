import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';
import { Section } from '#components/ui/section.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { serviceName } from '#components/verdict/service-names.ts';
import { formatList } from '#lib/format.ts';
import type { PermissionResult } from '#lib/posture/connection-test.ts';

type State = PermissionResult['state'];

const shownChecks = 3;

const signs: Record<State, { className: string; glyph: GlyphName; word: string }> = {
  allowed: { className: 'P', glyph: 'pass', word: 'Allowed' },
  denied: { className: 'F', glyph: 'fail', word: 'Denied' },
  inconclusive: { className: 'U', glyph: 'unknown', word: 'Inconclusive' },
  'not-enabled': { className: 'E', glyph: 'na', word: 'Service not enabled' },
  'region-off': { className: 'E', glyph: 'na', word: 'Region off' },
  untried: { className: 'T', glyph: 'notreached', word: 'Not tried' },
};
const order: readonly State[] = ['allowed', 'denied', 'inconclusive', 'not-enabled', 'region-off', 'untried'];

/** Each needed action, by service: what the account said, by whom it was denied, which checks that blinds. */
export function PermissionTable({ permissions }: { permissions: readonly PermissionResult[] }) {
  const byService = Map.groupBy(permissions, (it) => it.action.split(':')[0] ?? '');
  return (
    <Section title="Permissions" aside="Each action is called once, where it matters. Nothing is changed.">
      <ul className="legend" aria-label="Legend">
        {order.map((state) => {
          const count = permissions.filter((it) => it.state === state).length;
          return count === 0 ? null : (
            <li key={state}>
              <span className={`call ${signs[state].className}`} aria-hidden="true">
                <Glyph name={signs[state].glyph} />
              </span>
              <b>{signs[state].word}</b> {count}
            </li>
          );
        })}
      </ul>
      <table className="t perm">
        <caption className="vh">Permissions tried</caption>
        <thead>
          <tr>
            <th scope="col" className="w-[158px]">
              Service
            </th>
            <th scope="col">Actions</th>
            <th scope="col" className="w-[220px]">
              Denied by
            </th>
            <th scope="col" className="w-[220px]">
              Checks it blinds
            </th>
          </tr>
        </thead>
        <tbody>
          {[...byService].map(([service, actions]) => (
            <tr key={service}>
              <th scope="row">{serviceName(service)}</th>
              <td>
                {actions.map((it) => (
                  <span
                    key={it.action}
                    className={`call ${signs[it.state].className}`}
                    title={it.detail ?? undefined}
                  >
                    <Glyph name={signs[it.state].glyph} />
                    <span className="vh">{signs[it.state].word} </span>
                    {it.action.split(':')[1]}
                  </span>
                ))}
              </td>
              <td className="by small">{denials(actions)}</td>
              <td className="by small">{shortList(blinded(actions))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function denials(actions: readonly PermissionResult[]): string {
  const said = actions
    .filter((it) => it.state !== 'allowed' && it.state !== 'untried')
    .flatMap((it) => it.deniedBy ?? it.detail ?? []);
  return [...new Set(said)].join('; ');
}

function blinded(actions: readonly PermissionResult[]): string[] {
  const ids = new Set(actions.filter((it) => it.state === 'denied').flatMap((it) => it.blinds));
  return [...ids].map((id) => checkTitle(id, id));
}

/** `a, b, c and 13 more` */
function shortList(items: readonly string[]): string {
  if (items.length <= shownChecks + 1) return formatList(items);
  return `${items.slice(0, shownChecks).join(', ')} and ${items.length - shownChecks} more`;
}
