import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { FrameworkNumbers } from '#components/verdict/framework-numbers.tsx';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import type { SubjectVerdict } from '#lib/posture/verdict.ts';
import type { FindingPage } from '#lib/queries/finding.ts';
import { Notes } from './alarm-drill-down.tsx';
import { EvidenceTable } from './evidence-table.tsx';
import { FixSection } from './fix-section.tsx';
import { History } from './history.tsx';
import { MissingSection } from './missing-section.tsx';

/** A check without a chain: what was judged, one by one, and the same fix, numbers, history and evidence. */
export function PlainDrillDown({ finding }: { finding: FindingPage }) {
  const cis = finding.frameworks.filter((it) => it.framework === 'cis-aws-foundations');
  return (
    <>
      <MissingSection missing={finding.detail.missing} accountRowId={finding.account.id} />
      <Subjects subjects={finding.detail.subjects} />
      <Notes notes={finding.detail.notes} />
      <div className="two">
        <FixSection finding={finding} />
        <div>
          <Section title="In benchmarks">
            {cis.length > 0 ? (
              <table className="t ed">
                <caption className="vh">Numbers in the CIS benchmark</caption>
                <thead>
                  <tr>
                    <th scope="col">Benchmark</th>
                    <th scope="col">Control</th>
                    <th scope="col">Assessment</th>
                  </tr>
                </thead>
                <tbody>
                  {cis.map((it) => (
                    <tr key={`${it.edition} ${it.number}`}>
                      <th scope="row">CIS {it.edition}</th>
                      <td>{it.number}</td>
                      <td className="m2">{it.assessment ?? ''}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ) : (
              <p className="m2">No edition of the CIS benchmark has this check.</p>
            )}
            <FrameworkNumbers
              checkId={finding.check.id}
              frameworks={finding.frameworks}
              without={['cis-aws-foundations']}
            />
          </Section>
          <History entries={finding.history} />
        </div>
      </div>
      <EvidenceTable finding={finding} />
    </>
  );
}

function Subjects({ subjects }: { subjects: readonly SubjectVerdict[] }) {
  if (subjects.length === 0) return null;
  // Where regions are judged, the resource would only repeat the region.
  const hasResources = subjects.some((it) => it.resource !== null && it.resource !== it.region);
  return (
    <Section title="Judged one by one">
      <table className="t">
        <caption className="vh">Verdict of each resource or region</caption>
        <thead>
          <tr>
            <th scope="col">Verdict</th>
            <th scope="col">{hasResources ? 'Resource' : 'Region'}</th>
            {hasResources ? (
              <th scope="col" className="only-wide">
                Region
              </th>
            ) : null}
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {subjects.map((it) => (
            <tr key={`${it.resource} ${it.region} ${it.reason}`}>
              <td>
                <VerdictWord verdict={it.verdict} />
              </td>
              <th scope="row" className={(it.resource ?? '').length > 40 ? 'mono' : 'mono nowrap'}>
                {it.resource ?? it.region ?? ''}
              </th>
              {hasResources ? <td className="only-wide nowrap m2">{it.region ?? ''}</td> : null}
              <td>
                <Prose text={it.reason} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
