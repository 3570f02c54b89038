import { z } from 'zod';
import type { PreviousReport } from './input.ts';
import { composedKeyOf } from './prose/composed-prose.ts';

/** What a later report needs of an earlier one's stored model. */
const Earlier = z.object({
  version: z.string(),
  findings: z.array(
    z.object({
      kind: z.string(),
      title: z.string(),
      checkIds: z.array(z.string()),
      affectedAccountIds: z.array(z.string()),
    }),
  ),
});

/** null when the stored model is of a shape this version does not know. */
export function previousReport(model: unknown): PreviousReport | null {
  const parsed = Earlier.safeParse(model);
  if (!parsed.success) return null;
  const { version, findings } = parsed.data;
  return {
    version,
    findings: findings.flatMap((it) => {
      const key = it.kind === 'composed' ? composedKeyOf(it.title) : it.checkIds[0];
      return key === undefined ? [] : [{ checkId: key, accountIds: it.affectedAccountIds }];
    }),
  };
}
