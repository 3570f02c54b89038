import { Breakable } from '#components/ui/breakable.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { formatDay, formatSeconds, plural } from '#lib/format.ts';
import type { FindingPage } from '#lib/queries/finding.ts';

/** Which call said what, when and where, and the line that asks again. */
export function EvidenceTable({ finding }: { finding: FindingPage }) {
  const evidence = finding.detail.evidence;
  const hasLinks = evidence.some((it) => it.link !== undefined);
  return (
    <Section
      title="Evidence"
      aside={
        evidence.length > 0 ? (
          <>
            {plural(evidence.length, 'call')} decided this verdict.{' '}
            <a className="a" href={`/api/findings/${finding.id}`}>
              All, as JSON
            </a>
          </>
        ) : null
      }
    >
      {evidence.length === 0 ? (
        <p className="m2">
          No call decided this verdict
          {finding.detail.missing.length > 0 ? ': what it needed was not seen' : ''}.
        </p>
      ) : (
        <table className={hasLinks ? 't evd' : 't evd plainevd'}>
          <caption className="vh">Calls that decided this verdict</caption>
          <thead>
            <tr>
              {hasLinks ? <th scope="col">Link</th> : null}
              <th scope="col">Call</th>
              <th scope="col">What decided it</th>
              <th scope="col" className="only-wide">
                Account, region
              </th>
              <th scope="col" className="num">
                UTC
              </th>
              <th scope="col" className="num only-wide">
                Reproduce
              </th>
            </tr>
          </thead>
          <tbody>
            {evidence.map((it, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same call may have decided twice.
              <tr key={index}>
                {hasLinks ? <td>{it.link ?? ''}</td> : null}
                <th scope="row" className="mono">
                  <Breakable text={it.api} />
                </th>
                <td className="decided">
                  <Prose text={it.decided} />
                </td>
                <td className="only-wide m2 nowrap">
                  <span className="mono">{it.accountId}</span> {it.region}
                </td>
                <td className="num m2 mono nowrap" title={formatDay(it.at)}>
                  {formatSeconds(it.at)}
                </td>
                <td className="num only-wide nowrap">
                  <CopyButton text={it.command} look="link" label={`Copy the command for ${it.api}`}>
                    Copy command
                  </CopyButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
