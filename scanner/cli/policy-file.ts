import { parseDocument } from 'yaml';
import { z } from 'zod';
import { editions } from '#lib/alarm-controls/editions.ts';
import { isSameGround, scopeWords } from '#lib/posture/decision-scope.ts';
import {
  decidableCheckIds,
  isStanding,
  NotRequired,
  WorkspacePolicy,
} from '#lib/posture/workspace-policy.ts';

const Decision = z.strictObject({
  ...NotRequired.shape,
  checkId: z.enum(decidableCheckIds),
  owner: z.string().trim().min(1),
  reason: z.string().trim().min(1),
  /** A day holds until its end, in UTC. */
  expiresAt: z.union([z.iso.date().transform((day) => `${day}T23:59:59.999Z`), z.iso.datetime()], {
    error: 'expected a day such as 2027-06-30, in quotes',
  }),
});

/** The workspace's policy as a file: the same names, nothing else, and nothing that has to be there. */
const policyFile = (at: Date) =>
  z.strictObject({
    ...WorkspacePolicy.shape,
    edition: z.enum(editions).optional(),
    approvedBuckets: z.array(z.string().min(3)).min(1).nullable().default(null),
    regionsInScope: z
      .array(z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, { error: 'expected a region such as eu-west-1' }))
      .min(1)
      .nullable()
      .default(null),
    notRequired: z
      .array(Decision)
      .superRefine((decisions, context) => refuseSameGround(decisions, context, at))
      .default([]),
  });

export interface FilePolicy {
  /** Without decisions that have expired. */
  policy: WorkspacePolicy;
  /** null: the file names none. */
  edition: string | null;
  expired: NotRequired[];
}

/** @returns what is wrong with the text, one line each */
export function readPolicyFile(text: string, at: Date): FilePolicy | string[] {
  const read = valuesOf(text);
  if ('wrong' in read) return [`not valid YAML or JSON: ${read.wrong}`];
  const parsed = policyFile(at).safeParse(read.values ?? {});
  if (!parsed.success) return [...new Set(parsed.error.issues.flatMap((it) => explain(it, [])))];
  const { edition, ...rest } = parsed.data;
  const policy = WorkspacePolicy.parse({ ...rest, ...(edition && { edition }) });
  const [standing, expired] = [true, false].map((wanted) =>
    policy.notRequired.filter((it) => isStanding(it, at) === wanted),
  );
  return {
    policy: { ...policy, notRequired: standing ?? [] },
    edition: edition ?? null,
    expired: expired ?? [],
  };
}

/** Aliases without an anchor, or too many of them, show only when the values are asked for. */
function valuesOf(text: string): { values: unknown } | { wrong: string } {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) return { wrong: broken.message };
  try {
    return { values: document.toJS() };
  } catch (error) {
    if (error instanceof ReferenceError) return { wrong: error.message };
    throw error;
  }
}

/** One that has expired may stand above the one that renews it. */
function refuseSameGround(
  decisions: readonly z.infer<typeof Decision>[],
  context: z.RefinementCtx,
  at: Date,
): void {
  for (const [index, later] of decisions.entries()) {
    if (!isStanding(later, at)) continue;
    const twin = decisions
      .slice(0, index)
      .find(
        (it) => it.checkId === later.checkId && isStanding(it, at) && isSameGround(it.scope, later.scope),
      );
    if (!twin) continue;
    const message = `${twin.owner} decided about ${later.checkId} for ${scopeWords(twin.scope)} above: which of the two holds?`;
    context.addIssue({ code: 'custom', path: [index, 'scope'], message });
  }
}

/** Of a union's branches the one that got furthest is what the writer meant. */
function explain(issue: z.core.$ZodIssue, base: readonly PropertyKey[]): string[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.filter((it) => it.some((inner) => inner.path.length > 0));
    const [meant] = branches.toSorted((a, b) => depth(b) - depth(a));
    if (meant) return meant.flatMap((it) => explain(it, path));
  }
  const at = path.map((it) => (typeof it === 'number' ? `[${it}]` : `.${String(it)}`)).join('');
  const where = at === '' ? 'the file' : at.replace(/^\./, '');
  const what = issue.message
    .replace(/^Invalid input: /, '')
    .replace(/, received undefined$/, ', but it is missing')
    .replace(/^Unrecognized key/, 'unknown key');
  return [`${where}: ${what}`];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map((it) => it.path.length));
}
