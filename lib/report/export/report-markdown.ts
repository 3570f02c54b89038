import type { AppendixAccount, Finding, ReportModel } from '../model.ts';
import type { Rich } from '../text.ts';
import { severityWords } from '../words.ts';

/** The report as GitHub-flavoured Markdown. Names stay text: every mark of the language in them is escaped. */
export function reportMarkdown(model: ReportModel): string {
  const blocks = model.sections.flatMap((section) => [
    `## ${section.number} ${text(section.title)}`,
    ...sectionBlocks(model, section.id),
  ]);
  return `${[...front(model), ...blocks].join('\n\n')}\n`;
}

function front(model: ReportModel): string[] {
  return [
    `# ${text(model.title)}`,
    `${text(model.client)} · ${text(model.classification)}`,
    table(
      ['', ''],
      model.colophon.map((it) => [text(it.label), text(it.value)]),
    ),
    `Evidence SHA-256: \`${model.evidenceSha256}\``,
  ];
}

function sectionBlocks(model: ReportModel, id: ReportModel['sections'][number]['id']): string[] {
  switch (id) {
    case 'summary':
      return summaryBlocks(model);
    case 'scope':
      return [...model.scope.intro.map(inline), scopeTable(model)];
    case 'unseen':
      return model.unseen ? [inline(model.unseen.intro), unseenTable(model.unseen)] : [];
    case 'method':
      return model.method.map(inline);
    case 'rating':
      return ratingBlocks(model);
    case 'findings':
      return model.findings.flatMap(findingBlocks);
    case 'passed':
      return [
        table(
          ['Check', `CIS ${model.edition}`, 'Accounts that pass'],
          model.passed.map((it) => [text(it.title), it.numbers, text(it.accounts)]),
        ),
      ];
    case 'decisions':
      return model.decisions ? decisionBlocks(model.decisions) : [];
    case 'roadmap':
      return model.roadmap.flatMap((phase) => [
        `### ${phase.title}`,
        phase.intro,
        table(
          ['No.', 'Fix', 'Where', 'Turns green', 'Severity', 'Findings'],
          phase.steps.map((it) => [
            String(it.order),
            inline(it.text),
            inline(it.where),
            it.gain,
            severityWords[it.severity],
            it.findings,
          ]),
        ),
      ]);
    case 'changes':
      return model.changes
        ? [
            text(model.changes.intro),
            ...model.changes.rows.map((it) => `- ${text(it.title)}: ${text(it.text)}`),
          ]
        : [];
    case 'accounts':
      return model.accounts.flatMap(accountBlocks);
    case 'integrity':
      return [
        ...model.integrity.intro.map(inline),
        fence(model.integrity.lines.map((it) => `${it.accountId}  ${it.sha256}`).join('\n')),
      ];
  }
}

function summaryBlocks({ summary }: ReportModel): string[] {
  const score =
    summary.score === null ? 'No score: nothing could be judged' : `Score **${summary.score}** of 100`;
  return [
    summary.seen === null ? score : `${score}; ${summary.seen} of the evidence was seen`,
    ...summary.statements.map(inline),
    ...(summary.unseen ? [inline(summary.unseen)] : []),
    table(
      ['Finding', '', 'Severity'],
      summary.wrong.map((it) => [it.findingId, text(it.title), severityWords[it.severity]]),
    ),
    ...summary.first.map((it, index) => `${index + 1}. ${inline(it.text)} ${it.gain}.`),
  ];
}

function decisionBlocks({ intro, rows }: NonNullable<ReportModel['decisions']>): string[] {
  return [
    intro,
    table(
      ['Service', 'For', 'Reason', 'Cost', 'Decided by', 'Until', 'Not judged in'],
      rows.map((it) => [it.title, it.scope, it.reason, it.cost, it.owner, it.until, it.accounts].map(text)),
    ),
  ];
}

function scopeTable(model: ReportModel): string {
  return table(
    ['Account', 'Id', 'Kind', 'Owner', 'Regions', 'Read, UTC'],
    model.scope.accounts.map((it) => [
      text(it.name),
      it.accountId,
      it.exposure === '' ? it.environment : `${it.environment}, ${it.exposure.toLowerCase()}`,
      text(it.owner),
      it.regions,
      it.read,
    ]),
  );
}

function unseenTable(unseen: NonNullable<ReportModel['unseen']>): string {
  return table(
    ['Not seen', 'Why', 'Where', 'What it keeps from view', 'What would show it'],
    unseen.rows.map((it) => [
      inline(it.what),
      text(it.why),
      inline(it.accounts),
      text(it.blinds),
      inline(it.remedy),
    ]),
  );
}

function ratingBlocks({ rating }: ReportModel): string[] {
  const rows = (meanings: Record<string, string>) =>
    (['high', 'medium', 'low'] as const).map((it) => [severityWords[it], meanings[it] ?? '']);
  return [
    rating.intro,
    rating.raise,
    table(
      ['Impact', 'Low likelihood', 'Medium likelihood', 'High likelihood'],
      [
        ['High', 'Medium', 'High', 'Critical'],
        ['Medium', 'Low', 'Medium', 'High'],
        ['Low', 'Low', 'Low', 'Medium'],
      ],
    ),
    table(['Impact', 'Meaning'], rows(rating.impact)),
    table(['Likelihood', 'Meaning'], rows(rating.likelihood)),
  ];
}

function findingBlocks(it: Finding): string[] {
  return [
    `### ${it.id} ${text(it.title)}`,
    `**${severityWords[it.severity]}** · ${it.counts.main}${it.counts.rest === '' ? '' : ` · ${it.counts.rest}`} · ${it.status.word}${it.status.detail === '' ? '' : `, ${text(it.status.detail)}`}`,
    '#### Description',
    ...it.description.map(inline),
    ...(it.points.length > 0
      ? [
          it.points
            .map((point) => `- ${text(point.title)}${point.text.length > 0 ? `. ${inline(point.text)}` : ''}`)
            .join('\n'),
        ]
      : []),
    ...(it.chain ? [text(it.chain.alt)] : []),
    '#### Affected accounts',
    table(
      [
        'Account',
        'Verdict',
        it.hasChain ? 'First broken link' : 'What is wrong',
        ...(it.hasChain ? ['Events lost'] : []),
      ],
      it.affected.map((row) => [
        inline(row.accounts),
        row.verdict.word,
        text(row.where),
        ...(it.hasChain ? [text(row.lost ?? '')] : []),
      ]),
    ),
    `#### Impact: ${severityWords[it.impact.rating]}`,
    ...it.impact.text.map(inline),
    `#### Likelihood: ${severityWords[it.likelihood.rating]}`,
    ...it.likelihood.text.map(inline),
    ...(it.likelihood.raised ? [text(it.likelihood.raised)] : []),
    '#### Evidence',
    table(
      ['Account', 'Call', 'Region', 'UTC', 'What decided it'],
      it.evidence.map((row) => [text(row.account), code(row.api), row.region, row.time, text(row.decided)]),
    ),
    '#### Reproduction',
    ...it.reproduction.flatMap((row) => [text(row.account), fence(`${row.command}\n${row.returned}`)]),
    '#### Recommendation',
    ...it.recommendation.map(inline),
    '#### References',
    it.references.map((ref) => `- ${text(`${ref.framework} ${ref.numbers}`.trim())}`).join('\n'),
  ];
}

function accountBlocks(it: AppendixAccount): string[] {
  return [
    `### ${text(it.name)}`,
    it.facts.map((fact) => `${fact.label}: ${text(fact.value)}`).join(' · '),
    ...(it.error ? [text(it.error)] : []),
    table(
      ['Check', 'CIS', 'Verdict', 'Reason', 'Evidence'],
      it.verdicts.map((row) => [
        text(row.title),
        row.cis,
        row.verdict.word,
        text([row.reason, ...row.notes].join(' ')),
        row.evidenceText,
      ]),
    ),
    table(
      ['No.', 'Call', 'Region', 'Read', 'Answer', 'Command'],
      it.evidence.map((row) => [
        String(row.number),
        code(row.api),
        row.region,
        row.at,
        text(row.decided),
        code(row.command),
      ]),
    ),
    ...(it.gaps.length > 0
      ? [
          table(
            ['Not answered', 'Region', 'Why', 'UTC'],
            it.gaps.map((row) => [code(row.api), row.region, text(row.why), row.time]),
          ),
        ]
      : []),
  ];
}

function inline(parts: Rich): string {
  return parts.map((it) => (typeof it === 'string' ? text(it) : code(it.code))).join('');
}

/** Every mark of Markdown and HTML escaped, line ends gone: the text cannot become anything else. */
function text(value: string): string {
  return value
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|<>&~$-]/g, (it) => (it === '-' ? it : `\\${it}`));
}

function code(value: string): string {
  const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map((it) => it[0].length));
  const ticks = '`'.repeat(longest + 1);
  const pad = value.startsWith('`') || value.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${value.replace(/\s+/g, ' ').replaceAll('|', '\\|')}${pad}${ticks}`;
}

function fence(value: string): string {
  const longest = Math.max(2, ...[...value.matchAll(/`+/g)].map((it) => it[0].length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}\n${value}\n${ticks}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
