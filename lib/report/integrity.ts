import { createHash } from 'node:crypto';
import { compareText } from './check-group.ts';
import type { ReportInput } from './input.ts';
import type { ReportModel } from './model.ts';
import { rich } from './text.ts';

export interface Integrity {
  evidenceSha256: string;
  section: ReportModel['integrity'];
}

/** The evidence bundle is one line per account; anyone can compute its digest again from the printed lines. */
export function integrityOf(input: ReportInput): Integrity {
  const lines = input.accounts
    .map((it) => ({ accountId: it.accountId, sha256: it.snapshotSha256 ?? 'not-read' }))
    .sort((one, other) => compareText(one.accountId, other.accountId));
  const bundle = lines.map((it) => `${it.accountId}  ${it.sha256}\n`).join('');
  const evidenceSha256 = createHash('sha256').update(bundle).digest('hex');
  return {
    evidenceSha256,
    section: {
      intro: [
        rich`Every answer of AWS that this report rests on was stored, per account, under the SHA-256 of its canonical JSON. The lines below name them.`,
        rich`The evidence digest is the SHA-256 of these lines, in this order: account id, two spaces, digest, line feed. It is ${evidenceSha256}.`,
        rich`The same digest stands on the cover. A report made again from the same results has the same bytes.`,
      ],
      lines,
    },
  };
}
