import type { ReportModel } from '../model.ts';

/** The model as it is, for machines. */
export function reportJson(model: ReportModel): string {
  return `${JSON.stringify(model, null, 2)}\n`;
}
