import { readFileSync } from 'node:fs';

export const stackHome = '.watchpost/e2e';
export const stackFile = `${stackHome}/stack.json`;

/** What the tests need to know of the stack they run against. */
export interface Stack {
  sandboxUrl: string;
  password: string;
  /** One-time link of a workspace nobody has claimed. */
  setupUrl: string;
  scanId: string;
  reportId: string;
  /** Row ids by name. */
  accounts: Record<string, string>;
}

export function stack(): Stack {
  const read: Stack = JSON.parse(readFileSync(stackFile, 'utf8'));
  return read;
}

export function accountId(name: string): string {
  const id = stack().accounts[name];
  if (id === undefined) throw new Error(`The stack has no account ${name}.`);
  return id;
}

/** Puts an account into the sandbox, or replaces it. */
export async function putAccount(account: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${stack().sandboxUrl}/_sandbox/cloud`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accounts: [account] }),
  });
  if (!response.ok) throw new Error(`The sandbox refused the account: ${await response.text()}`);
}
