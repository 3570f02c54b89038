import { cisNumberOf } from '#lib/frameworks/framework-mappings.ts';
import { appendixOf } from './appendix.ts';
import { changesOf } from './changes.ts';
import { checkFinding, type Draft } from './check-finding.ts';
import { type CheckGroup, checkGroups } from './check-group.ts';
import { composedFindings } from './composed-findings.ts';
import { decisionsOf } from './decisions.ts';
import type { ReportInput } from './input.ts';
import { integrityOf } from './integrity.ts';
import type { Finding, ReportModel, Section } from './model.ts';
import { pictureOf } from './picture.ts';
import { printableModel } from './printable-model.ts';
import { checkName } from './prose/check-prose.ts';
import { methodProse, ratingProse } from './prose/method-prose.ts';
import { severityRank } from './rating.ts';
import { roadmapOf } from './roadmap.ts';
import { readAccounts, scopeOf } from './scope.ts';
import { summaryOf } from './summary.ts';
import { day, figure, moment, plural, shortened } from './text.ts';
import { unseenOf } from './unseen.ts';

/** Everything a report says, from stored results alone: equal input gives an equal model. */
export function buildReport(input: ReportInput): ReportModel {
  const groups = checkGroups(input);
  const unseen = unseenOf(input);
  const decisions = decisionsOf(input);
  const sections = sectionsOf({
    isUnseen: unseen !== null,
    hasDecisions: decisions !== null,
    hasChanges: input.previous !== null,
  });
  const unseenNumber = sections.find((it) => it.id === 'unseen')?.number ?? '';
  const findings = numbered([
    ...composedFindings(groups, input),
    ...groups.map((it) => checkFinding(it, input, unseenNumber)).filter((it) => it !== null),
  ]);
  const roadmap = roadmapOf(groups, findings);
  const integrity = integrityOf(input);
  const title =
    input.title ?? `Logging and monitoring posture of ${plural(input.accounts.length, 'AWS account')}`;
  return printableModel({
    schemaVersion: 1,
    title,
    runningTitle: `${shortened(input.client, 60)}: logging and monitoring posture`,
    client: input.client,
    classification: shortened(input.classification, 60),
    version: shortened(input.version, 30),
    edition: input.edition,
    catalogueVersion: input.catalogueVersion,
    asOf: input.asOf,
    asOfText: moment(input.asOf),
    footer: `Version ${shortened(input.version, 30)}, ${scansText(input)}as of ${moment(input.asOf)}`,
    colophon: colophonOf(input),
    evidenceSha256: integrity.evidenceSha256,
    picture: pictureOf(input),
    sections,
    summary: summaryOf({ input, groups, findings, roadmap, sections }),
    scope: scopeOf(input),
    unseen,
    method: methodProse({
      calls: callsText(input),
      edition: input.edition,
      catalogueVersion: input.catalogueVersion,
    }),
    rating: ratingProse,
    findings,
    passed: groups.map((it) => passedRow(it, input)).filter((it) => it !== null),
    decisions,
    roadmap,
    changes: input.previous ? changesOf(input.previous, groups, findings) : null,
    accounts: appendixOf(input),
    integrity: integrity.section,
  });
}

/** Numbers run on over what is there: a section that does not apply leaves no hole. */
function sectionsOf(facts: { isUnseen: boolean; hasDecisions: boolean; hasChanges: boolean }): Section[] {
  const chapters: [Section['id'], string][] = [
    ['summary', 'Summary'],
    ['scope', 'Scope'],
    ...(facts.isUnseen ? [['unseen', 'What could not be seen, and why'] as [Section['id'], string]] : []),
    ['method', 'Method'],
    ['rating', 'How findings are rated'],
    ['findings', 'Findings'],
    ['passed', 'What passed'],
    ...(facts.hasDecisions ? [['decisions', 'Service decisions'] as [Section['id'], string]] : []),
    ['roadmap', 'Order of work'],
    ...(facts.hasChanges
      ? [['changes', 'Changes since the previous report'] as [Section['id'], string]]
      : []),
  ];
  const appendices: [Section['id'], string][] = [
    ['accounts', 'Accounts'],
    ['integrity', 'Integrity of the evidence'],
  ];
  return [
    ...chapters.map(([id, title], index) => ({ id, number: String(index + 1), title })),
    ...appendices.map(([id, title], index) => ({ id, number: String.fromCharCode(65 + index), title })),
  ];
}

/** Worst first; at equal severity what stands above single checks, then what touches more accounts. */
function numbered(drafts: readonly Draft[]): Finding[] {
  const width = Math.max(2, String(drafts.length).length);
  return drafts
    .toSorted(
      (one, other) =>
        severityRank(one.severity) - severityRank(other.severity) ||
        Number(other.kind === 'composed') - Number(one.kind === 'composed') ||
        other.affectedAccountIds.length - one.affectedAccountIds.length,
    )
    .map((it, index) => ({ id: `F-${String(index + 1).padStart(width, '0')}`, ...it }));
}

function passedRow(group: CheckGroup, input: ReportInput): ReportModel['passed'][number] | null {
  const accounts = group.passing.length + group.covered.length;
  if (accounts === 0) return null;
  return {
    checkId: group.check.id,
    title: checkName(group.check),
    numbers: cisNumberOf(group.check.id, input.edition) ?? '',
    accounts: `${accounts} of ${input.accounts.length}${group.covered.length > 0 ? `, ${group.covered.length} by inheritance` : ''}`,
  };
}

function colophonOf(input: ReportInput): ReportModel['colophon'] {
  const regions = new Set(input.accounts.flatMap((it) => it.regions)).size;
  return [
    { label: 'Prepared for', value: input.client },
    input.period
      ? { label: 'Period', value: `${day(input.period.from)} to ${day(input.period.to)}` }
      : { label: 'As of', value: moment(input.asOf) },
    {
      label: 'Scope',
      value: `${plural(input.accounts.length, 'account')}, ${plural(regions, 'region')}, ${readAccounts(input).length} read`,
    },
    { label: 'Version', value: `${shortened(input.version, 30)}, catalogue ${input.catalogueVersion}` },
  ];
}

function scansText(input: ReportInput): string {
  const newest = input.scans.at(-1);
  return newest === undefined ? '' : `scan ${newest}, `;
}

function callsText(input: ReportInput): string {
  const calls = input.accounts.reduce((total, it) => total + it.calls.total, 0);
  return `${figure(calls)} ${calls === 1 ? 'question' : 'questions'}`;
}
