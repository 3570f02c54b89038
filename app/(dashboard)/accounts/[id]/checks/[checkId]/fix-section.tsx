import { CodeBlock } from '#components/ui/code-block.tsx';
import { Note } from '#components/ui/note.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { Section } from '#components/ui/section.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { filledRemediation, hasBlanks } from '#components/verdict/filled-remediation.ts';
import { laidOutCommands } from '#components/verdict/laid-out-commands.ts';
import type { FindingPage } from '#lib/queries/finding.ts';

/** How to mend it, in the four ways people work. */
export function FixSection({ finding }: { finding: FindingPage }) {
  // Unknown is mended by sight, inherited at its owner: neither by changing this account.
  if (finding.verdict !== 'fail' && finding.verdict !== 'warn') return <Why finding={finding} />;
  const fix = finding.detail.alarm?.fix;
  const remediation = fix ?? filledRemediation(finding);
  const forms = [
    { id: 'cli', title: 'CLI', text: laidOutCommands(remediation.cli) },
    { id: 'terraform', title: 'Terraform', text: remediation.terraform },
    { id: 'cloudformation', title: 'CloudFormation', text: remediation.cloudformation },
  ].filter((it) => it.text.trim() !== '');
  return (
    <Section title="Fix" aside={fix ? 'Edits what is there' : null}>
      <p className="m2 mb-2">
        <Prose text={remediation.summary} />
      </p>
      {fix?.rejudged ? (
        <div className="mb-3">
          <Note tone="pass">
            <b>Judged again with this change: every required event is caught.</b> Same engine, same scan.
          </Note>
        </div>
      ) : null}
      <Tabs
        label="Ways to mend it"
        tabs={[
          { id: 'console', title: 'Console', content: <Steps steps={remediation.console} /> },
          ...forms.map((form) => ({
            id: form.id,
            title: form.title,
            content: <CodeBlock text={form.text} label={`${form.title} to mend it`} />,
          })),
        ]}
        initial={forms[0]?.id ?? 'console'}
      />
      {fix === undefined || fix === null ? <Others finding={finding} /> : null}
      {hasBlanks(remediation) ? (
        <p className="small m3 mt-2">
          Names in braces are yours to fill in: what was read does not tell them.
        </p>
      ) : null}
      <Rationale text={finding.check.rationale} />
    </Section>
  );
}

/** The commands name one resource; a verdict may be about many. */
function Others({ finding }: { finding: FindingPage }) {
  const alike = finding.detail.subjects.filter(
    (it) => it.verdict === finding.verdict && it.resource !== null,
  );
  const names = new Set(alike.map((it) => it.resource));
  if (names.size < 2) return null;
  return (
    <p className="small m3 mt-2">
      Shown for the first of {names.size} resources; the others are mended the same way.
    </p>
  );
}

function Why({ finding }: { finding: FindingPage }) {
  return (
    <Section title="Why this matters">
      <p className="m2">{finding.check.rationale}</p>
    </Section>
  );
}

function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <ol className="dashlist mt-3">
      {steps.map((step, index) => (
        <li key={step}>
          <span className="m3">{index + 1}</span>
          <div>
            <Prose text={step} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Rationale({ text }: { text: string }) {
  return (
    <p className="small m2 mt-3">
      <b className="medium">Why it matters.</b> {text}
    </p>
  );
}
