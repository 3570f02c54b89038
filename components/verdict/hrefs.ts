/** Addresses of what verdicts are about. Ids are row ids, except a check's. */
export function accountHref(accountRowId: string): string {
  return `/accounts/${accountRowId}`;
}

export function checkHref(accountRowId: string, checkId: string): string {
  return `/accounts/${accountRowId}/checks/${checkId}`;
}

export function causeHref(key: string): string {
  return `/findings?cause=${encodeURIComponent(key)}`;
}

export function frameworkHref(framework: string, edition: string): string {
  return `/frameworks/${framework}/${edition}`;
}

export function requirementHref(framework: string, edition: string, number: string): string {
  return `${frameworkHref(framework, edition)}/${encodeURIComponent(number)}`;
}
