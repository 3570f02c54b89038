import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import {
  compareNumbers,
  isListed,
  type ListedFramework,
  listedFrameworks,
} from '#lib/frameworks/listed-frameworks.ts';
import type { PostureScore } from '#lib/posture/score.ts';
import type { Severity } from '#lib/posture/verdict.ts';
import { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { accountsByRequirement, type RequirementVerdicts } from './frameworks/accounts-by-requirement.ts';
import {
  type Assessment,
  assessmentOf,
  checkIdsOf,
  cisEditionOf,
  type Mapping,
  publishedMappings,
} from './frameworks/mappings.ts';
import { countUnits, scoreOfMappings, type Units } from './frameworks/units.ts';

export interface FrameworkRow {
  framework: ListedFramework;
  edition: string;
  requirements: number;
  checks: number;
  /** Requirements the framework has assessed by hand. */
  manual: number;
  /** Requirements of which neither is known, where the framework does say. */
  unstated: number;
  posture: PostureScore;
}

export interface RequirementCheck {
  checkId: string;
  title: string;
  severity: Severity;
}

export interface Requirement extends RequirementVerdicts {
  number: string;
  /** null: the framework, or what is published of it, does not say. */
  assessment: Assessment | null;
  checks: RequirementCheck[];
}

export interface FrameworkPage extends FrameworkRow {
  /** In the framework's own order. */
  list: Requirement[];
  /** Checks for which no number in this framework is published. */
  unmapped: RequirementCheck[];
  /** Accounts onboarded; those without any verdict yet are in no count. */
  accounts: number;
  /** Editions of this framework, oldest first. */
  editions: string[];
  /** CIS edition that decides alarm checks where the framework has none of its own. */
  workspaceEdition: string;
}

/** Every framework edition with a page: what it asks, and how we are. */
export async function listFrameworks(viewer: Viewer): Promise<FrameworkRow[]> {
  const [mappings, units] = await Promise.all([publishedMappings(), countUnits(viewer.workspaceId, null)]);
  const editions = Map.groupBy(mappings, (it) => `${it.framework} ${it.edition}`);
  return [...editions.values()]
    .map((rows) => rowOf(rows, units))
    .filter((it) => it !== null)
    .sort(
      (a, b) =>
        listedFrameworks.indexOf(a.framework) - listedFrameworks.indexOf(b.framework) ||
        compareNumbers(b.edition, a.edition),
    );
}

/** null: no such framework, or no such edition of it. */
export async function getFramework(
  viewer: Viewer,
  framework: string,
  edition: string,
): Promise<FrameworkPage | null> {
  if (!isListed(framework)) return null;
  const { workspaceId } = viewer;
  const all = await publishedMappings(framework);
  const mappings = all.filter((it) => it.edition === edition);
  if (mappings.length === 0) return null;
  const byNumber = Map.groupBy(mappings, (it) => it.number);
  const judgedBy = cisEditionOf(framework, edition);
  const [units, verdicts, checks, accounts, workspace] = await Promise.all([
    countUnits(workspaceId, judgedBy === null ? [] : [judgedBy]),
    accountsByRequirement(workspaceId, judgedBy, [...byNumber.values()].map(checkIdsOf)),
    db().check.findMany({
      where: { retiredAt: null },
      select: { id: true, title: true, severity: true },
      orderBy: { position: 'asc' },
    }),
    db().account.count({ where: { workspaceId, status: { not: 'removed' } } }),
    db().workspace.findUnique({ where: { id: workspaceId }, select: { policy: true } }),
  ]);
  const row = rowOf(mappings, units);
  if (!row) return null;
  const known = checks.map(({ id, ...it }): RequirementCheck => ({ checkId: id, ...it }));
  const list = [...byNumber].flatMap(([number, rows]): Requirement[] => {
    const ids = checkIdsOf(rows);
    const judged = verdicts.get(ids.join());
    const own = known.filter((it) => ids.includes(it.checkId));
    return judged ? [{ number, assessment: assessmentOf(rows), checks: own, ...judged }] : [];
  });
  return {
    ...row,
    list: list.sort((a, b) => compareNumbers(a.number, b.number)),
    unmapped: known.filter((it) => mappings.every((mapping) => mapping.checkId !== it.checkId)),
    accounts,
    editions: [...new Set(all.map((it) => it.edition))].sort(compareNumbers),
    workspaceEdition: WorkspacePolicy.parse(workspace?.policy ?? {}).edition,
  };
}

function rowOf(mappings: readonly Mapping[], units: Units): FrameworkRow | null {
  const [first] = mappings;
  if (!first) return null;
  const assessments = [...Map.groupBy(mappings, (it) => it.number).values()].map(assessmentOf);
  const isStated = assessments.some((it) => it !== null);
  return {
    framework: first.framework,
    edition: first.edition,
    requirements: assessments.length,
    checks: checkIdsOf(mappings).length,
    manual: assessments.filter((it) => it === 'manual').length,
    unstated: isStated ? assessments.filter((it) => it === null).length : 0,
    posture: scoreOfMappings(mappings, units),
  };
}
