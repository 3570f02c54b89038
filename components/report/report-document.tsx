import type { ReactNode } from 'react';
import type { ReportModel, Section } from '#lib/report/model.ts';
import { severityWords } from '#lib/report/words.ts';
import { accountAnchor } from './report-account.tsx';
import { ReportAccounts } from './report-accounts.tsx';
import { ReportContents, ReportCover } from './report-cover.tsx';
import { ReportFinding } from './report-finding.tsx';
import { ReportSummary } from './report-summary.tsx';
import { ReportTable } from './report-table.tsx';
import { Paragraphs, RichText } from './rich-text.tsx';
import { RiskSquare } from './risk-square.tsx';

/** The printable page: the same model as the PDF, in the same order. */
export function ReportDocument({ model }: { model: ReportModel }) {
  return (
    <>
      <ReportCover model={model} />
      <ReportContents model={model} />
      {model.sections.map((section) => (
        <section key={section.id} id={section.id} className="sheet" aria-labelledby={`${section.id}-title`}>
          <h1 id={`${section.id}-title`}>
            {section.number} {section.title}
          </h1>
          {contents[section.id](model)}
        </section>
      ))}
      <footer className="runfoot">{model.footer}</footer>
    </>
  );
}

const contents: Readonly<Record<Section['id'], (model: ReportModel) => ReactNode>> = {
  summary: (model) => <ReportSummary summary={model.summary} />,
  scope: (model) => <Scope model={model} />,
  unseen: (model) => <NotSeen model={model} />,
  method: (model) => <Paragraphs list={model.method} />,
  rating: (model) => <RatingKey model={model} />,
  findings: (model) => <Findings model={model} />,
  passed: (model) => <Passed model={model} />,
  decisions: (model) => <Decisions model={model} />,
  roadmap: (model) => <Roadmap model={model} />,
  changes: (model) => <Changes model={model} />,
  accounts: (model) => <ReportAccounts accounts={model.accounts} />,
  integrity: (model) => <Integrity model={model} />,
};

function Scope({ model }: { model: ReportModel }) {
  return (
    <>
      <Paragraphs list={model.scope.intro} />
      <ReportTable
        caption="Accounts in scope"
        className="first"
        head={['Account', 'Id', 'Kind', 'Owner', 'Regions', 'Read, UTC']}
        rows={model.scope.accounts.map((it) => ({
          key: accountAnchor(it),
          cells: [
            <a key="link" href={`#${accountAnchor(it)}`}>
              {it.name}
            </a>,
            <span key="id" className="mono">
              {it.accountId}
            </span>,
            it.exposure === '' ? it.environment : `${it.environment}, ${it.exposure.toLowerCase()}`,
            it.owner,
            it.regions,
            it.read,
          ],
        }))}
      />
    </>
  );
}

function NotSeen({ model: { unseen } }: { model: ReportModel }) {
  if (!unseen) return null;
  return (
    <>
      <p>
        <RichText text={unseen.intro} />
      </p>
      <ReportTable
        caption="What could not be seen"
        head={['Not seen, and where', 'Why, and what would show it', 'What it keeps from view']}
        className="stacked"
        rows={unseen.rows.map((it, index) => ({
          key: `${index}`,
          cells: [
            <Stacked
              key="what"
              first={<RichText text={it.what} />}
              then={<RichText text={it.accounts} isPlain />}
            />,
            <Stacked key="why" first={it.why} then={<RichText text={it.remedy} />} />,
            it.blinds,
          ],
        }))}
      />
    </>
  );
}

/** Two things of one cell: a table of seven columns is seven narrow ones. */
function Stacked({ first, then }: { first: ReactNode; then: ReactNode }) {
  return (
    <>
      {first}
      <p className="m2">{then}</p>
    </>
  );
}

function RatingKey({ model: { rating } }: { model: ReportModel }) {
  const rows = (meanings: ReportModel['rating']['impact']) =>
    (['high', 'medium', 'low'] as const).map((it) => ({ key: it, cells: [severityWords[it], meanings[it]] }));
  return (
    <>
      <div className="rating">
        <RiskSquare />
        <div>
          <p>{rating.intro}</p>
          <p>{rating.raise}</p>
        </div>
      </div>
      <h2>Impact</h2>
      <ReportTable
        caption="Impact"
        className="first"
        head={['Rating', 'Meaning']}
        rows={rows(rating.impact)}
      />
      <h2>Likelihood</h2>
      <ReportTable
        caption="Likelihood"
        className="first"
        head={['Rating', 'Meaning']}
        rows={rows(rating.likelihood)}
      />
    </>
  );
}

function Findings({ model }: { model: ReportModel }) {
  if (model.findings.length === 0) return <p>No check that could be judged is broken.</p>;
  return (
    <>
      <ReportTable
        caption="All findings"
        className="first"
        head={['No.', 'Finding', 'Severity', 'Accounts']}
        rows={model.findings.map((it) => ({
          key: it.id,
          cells: [
            <a key="link" href={`#${it.id}`}>
              {it.id}
            </a>,
            it.title,
            severityWords[it.severity],
            it.counts.main,
          ],
        }))}
      />
      {model.findings.map((it) => (
        <ReportFinding key={it.id} finding={it} />
      ))}
    </>
  );
}

function Passed({ model }: { model: ReportModel }) {
  if (model.passed.length === 0) return <p>No check passed.</p>;
  return (
    <>
      <p>What holds, so that it is not broken by mending the rest.</p>
      <ReportTable
        caption="Checks that pass"
        className="first"
        head={['Check', `CIS ${model.edition}`, 'Accounts that pass']}
        rows={model.passed.map((it) => ({ key: it.checkId, cells: [it.title, it.numbers, it.accounts] }))}
      />
    </>
  );
}

function Decisions({ model: { decisions } }: { model: ReportModel }) {
  if (!decisions) return null;
  return (
    <>
      <p>{decisions.intro}</p>
      <ReportTable
        caption="Services that are reviewed and not required"
        className="stacked"
        head={['Service, and for whom', 'Reason, and cost', 'Decided by', 'Until', 'Not judged in']}
        rows={decisions.rows.map((it) => ({
          key: `${it.checkId} ${it.scope}`,
          cells: [
            <Stacked key="service" first={<b>{it.title}</b>} then={it.scope} />,
            <Stacked key="reason" first={it.reason} then={it.cost} />,
            it.owner,
            it.until,
            it.accounts,
          ],
        }))}
      />
    </>
  );
}

function Roadmap({ model }: { model: ReportModel }) {
  if (model.roadmap.length === 0) return <p>Nothing is broken, so there is nothing to mend.</p>;
  return model.roadmap.map((phase) => (
    <section key={phase.title}>
      <h2>{phase.title}</h2>
      <p className="m2">{phase.intro}</p>
      <ReportTable
        caption={phase.title}
        head={['No.', 'Fix', 'Where', 'Turns green', 'Severity', 'Findings']}
        rows={phase.steps.map((it) => ({
          key: `${it.order}`,
          cells: [
            it.order,
            <RichText key="text" text={it.text} />,
            <RichText key="where" text={it.where} isPlain />,
            it.gain,
            severityWords[it.severity],
            it.findings,
          ],
        }))}
      />
    </section>
  ));
}

function Changes({ model: { changes } }: { model: ReportModel }) {
  if (!changes) return null;
  return (
    <>
      <p>{changes.intro}</p>
      <ReportTable
        caption="Changes"
        className="first"
        head={['Check', 'Change']}
        rows={changes.rows.map((it) => ({ key: it.title, cells: [it.title, it.text] }))}
      />
    </>
  );
}

function Integrity({ model: { integrity } }: { model: ReportModel }) {
  return (
    <>
      <Paragraphs list={integrity.intro} />
      <ReportTable
        caption="Evidence of each account"
        head={['Account', 'SHA-256 of its stored answers']}
        rows={integrity.lines.map((it) => ({
          key: it.accountId,
          cells: [
            <span key="id" className="mono">
              {it.accountId}
            </span>,
            <span key="hash" className="mono">
              {it.sha256}
            </span>,
          ],
        }))}
      />
    </>
  );
}
