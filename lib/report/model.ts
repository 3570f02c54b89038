import { z } from 'zod';
import { ratings, severities, verdictStatuses } from '#lib/posture/verdict.ts';
import { Rich } from './text.ts';

const Status = z.enum(verdictStatuses);
const SeverityName = z.enum(severities);
const RatingName = z.enum(ratings);
/** Of what could be counted, by weight: the evidence bar. */
const Shares = z.object({ pass: z.number(), warn: z.number(), fail: z.number(), unseen: z.number() });

/** How one cell of the picture is drawn: the verdict, and whether another account owns it. */
export const Cell = z.object({ state: Status, isInherited: z.boolean() });
export type Cell = z.infer<typeof Cell>;

/** Rows while they can be told apart; beyond that, one stacked column per control. */
export const Picture = z.object({
  kind: z.enum(['rows', 'columns']),
  alt: z.string(),
  caption: z.array(z.string()),
  columns: z.array(
    z.object({ checkId: z.string(), title: z.string(), counts: z.record(z.string(), z.number()) }),
  ),
  groups: z.array(
    z.object({
      name: z.string(),
      rows: z.array(z.object({ accountId: z.string(), name: z.string(), cells: z.array(Cell) })),
    }),
  ),
});
export type Picture = z.infer<typeof Picture>;

export const Section = z.object({
  id: z.enum([
    'summary',
    'scope',
    'unseen',
    'method',
    'rating',
    'findings',
    'passed',
    'decisions',
    'roadmap',
    'changes',
    'accounts',
    'integrity',
  ]),
  /** "3", or "A" for an appendix. */
  number: z.string(),
  title: z.string(),
});
export type Section = z.infer<typeof Section>;

const Summary = z.object({
  /** null where nothing could be judged. */
  score: z.number().nullable(),
  /** "88%"; null where there was nothing to see. */
  seen: z.string().nullable(),
  shares: Shares,
  severities: z.array(z.object({ severity: SeverityName, count: z.number() })),
  statements: z.array(Rich),
  wrong: z.array(z.object({ findingId: z.string(), severity: SeverityName, title: z.string() })),
  first: z.array(z.object({ text: Rich, gain: z.string() })),
  unseen: Rich.nullable(),
});

const ScopeAccount = z.object({
  accountId: z.string(),
  name: z.string(),
  partition: z.string(),
  environment: z.string(),
  owner: z.string(),
  exposure: z.string(),
  regions: z.string(),
  read: z.string(),
});

/** One reason for not seeing, with everything it kept from view. */
export const Unseen = z.object({
  what: Rich,
  why: z.string(),
  accounts: Rich,
  blinds: z.string(),
  remedy: Rich,
});
export type Unseen = z.infer<typeof Unseen>;

const Word = z.object({ status: Status, word: z.string() });

export const AffectedRow = z.object({
  accounts: Rich,
  verdict: Word,
  /** "3, metric filter", or the reason for checks without a chain. */
  where: z.string(),
  /** "15 of 21"; null for checks without a chain. */
  lost: z.string().nullable(),
});
export type AffectedRow = z.infer<typeof AffectedRow>;

const ChainDot = z.object({
  title: z.string(),
  state: z.enum(['works', 'weak', 'broken', 'not-reached', 'unknown']),
});

export const EvidenceRow = z.object({
  account: z.string(),
  api: z.string(),
  region: z.string(),
  time: z.string(),
  decided: z.string(),
});
export type EvidenceRow = z.infer<typeof EvidenceRow>;

export const Reproduction = z.object({ account: z.string(), command: z.string(), returned: z.string() });
export type Reproduction = z.infer<typeof Reproduction>;

export const Reference = z.object({ framework: z.string(), numbers: z.string() });
export type Reference = z.infer<typeof Reference>;

export const Finding = z.object({
  /** "F-03". */
  id: z.string(),
  kind: z.enum(['check', 'composed']),
  checkIds: z.array(z.string()),
  title: z.string(),
  severity: SeverityName,
  impact: z.object({ rating: RatingName, text: z.array(Rich) }),
  likelihood: z.object({ rating: RatingName, text: z.array(Rich), raised: z.string().nullable() }),
  /** "6 fail, 14 inherit" and "1 passes, 2 not seen". */
  counts: z.object({ main: z.string(), rest: z.string() }),
  affectedAccountIds: z.array(z.string()),
  description: z.array(Rich),
  points: z.array(z.object({ title: z.string(), text: Rich })),
  chain: z.object({ dots: z.array(ChainDot), alt: z.string() }).nullable(),
  affected: z.array(AffectedRow),
  hasChain: z.boolean(),
  evidence: z.array(EvidenceRow),
  reproduction: z.array(Reproduction),
  recommendation: z.array(Rich),
  references: z.array(Reference),
  status: z.object({ word: z.string(), detail: z.string() }),
});
export type Finding = z.infer<typeof Finding>;

const PassedRow = z.object({
  checkId: z.string(),
  title: z.string(),
  numbers: z.string(),
  accounts: z.string(),
});

const DecisionRow = z.object({
  checkId: z.string(),
  title: z.string(),
  /** "Sandbox accounts"; reports made before decisions had a scope speak of all. */
  scope: z.string().default('All accounts'),
  reason: z.string(),
  cost: z.string(),
  owner: z.string(),
  /** "30 Jun 2027", or that it has ended. */
  until: z.string(),
  /** "24 accounts". */
  accounts: z.string(),
});
export type DecisionRow = z.infer<typeof DecisionRow>;

export const RoadmapStep = z.object({
  order: z.number(),
  text: Rich,
  where: Rich,
  gain: z.string(),
  severity: SeverityName,
  findingIds: z.array(z.string()),
  /** The same for print: "F-02 to F-06, F-10". */
  findings: z.string(),
});
export type RoadmapStep = z.infer<typeof RoadmapStep>;
const RoadmapPhase = z.object({ title: z.string(), intro: z.string(), steps: z.array(RoadmapStep) });

const AppendixVerdict = z.object({
  checkId: z.string(),
  title: z.string(),
  cis: z.string(),
  verdict: Word,
  reason: z.string(),
  notes: z.array(z.string()),
  /** Numbers of the account's evidence list. */
  evidence: z.array(z.number()),
  /** The same for print: "1, 4 to 7". */
  evidenceText: z.string(),
});

export const AppendixEvidence = z.object({
  number: z.number(),
  api: z.string(),
  accountId: z.string(),
  region: z.string(),
  at: z.string(),
  /** `at` for reading, in UTC. */
  time: z.string(),
  decided: z.string(),
  command: z.string(),
});

export type AppendixEvidence = z.infer<typeof AppendixEvidence>;

export const AppendixAccount = z.object({
  accountId: z.string(),
  partition: z.string(),
  name: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  shares: Shares,
  error: z.string().nullable(),
  /** All of them; the inherited ones stand in `inherited` too, as they are printed. */
  verdicts: z.array(AppendixVerdict),
  inherited: z.array(
    z.object({ owner: z.string(), ownerId: z.string(), verdict: Word, checks: z.array(z.string()) }),
  ),
  evidence: z.array(AppendixEvidence),
  gaps: z.array(z.object({ api: z.string(), region: z.string(), why: z.string(), time: z.string() })),
  snapshotSha256: z.string().nullable(),
});
export type AppendixAccount = z.infer<typeof AppendixAccount>;

/** Everything a report says, in reading order. PDF, page, Markdown, CSV and JSON are made from it alone. */
export const ReportModel = z.object({
  schemaVersion: z.literal(1),
  title: z.string(),
  runningTitle: z.string(),
  client: z.string(),
  classification: z.string(),
  version: z.string(),
  edition: z.string(),
  catalogueVersion: z.string(),
  /** ISO 8601 UTC; also the PDF's creation date, so that equal models give equal files. */
  asOf: z.string(),
  asOfText: z.string(),
  footer: z.string(),
  colophon: z.array(z.object({ label: z.string(), value: z.string() })),
  evidenceSha256: z.string(),
  picture: Picture,
  sections: z.array(Section),
  summary: Summary,
  scope: z.object({ intro: z.array(Rich), accounts: z.array(ScopeAccount) }),
  unseen: z.object({ intro: Rich, rows: z.array(Unseen) }).nullable(),
  method: z.array(Rich),
  rating: z.object({
    intro: z.string(),
    raise: z.string(),
    impact: z.record(RatingName, z.string()),
    likelihood: z.record(RatingName, z.string()),
  }),
  findings: z.array(Finding),
  passed: z.array(PassedRow),
  /** Services the client reviewed and does not require; reports made before there were any have none. */
  decisions: z
    .object({ intro: z.string(), rows: z.array(DecisionRow) })
    .nullable()
    .default(null),
  roadmap: z.array(RoadmapPhase),
  changes: z
    .object({ intro: z.string(), rows: z.array(z.object({ title: z.string(), text: z.string() })) })
    .nullable(),
  accounts: z.array(AppendixAccount),
  integrity: z.object({
    intro: z.array(Rich),
    lines: z.array(z.object({ accountId: z.string(), sha256: z.string() })),
  }),
});
export type ReportModel = z.infer<typeof ReportModel>;
