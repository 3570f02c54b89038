import { currentViewer } from '#lib/auth/require-viewer.ts';
import type { Viewer } from '#lib/auth/viewer.ts';

/** JSON routes answer 401 instead of leading to the sign-in page. */
export function apiViewer(): Promise<Viewer | null> {
  return currentViewer();
}

export function unauthorized(): Response {
  return Response.json({ error: 'Sign in first.' }, { status: 401 });
}

export function notThere(): Response {
  return Response.json({ error: 'There is nothing here.' }, { status: 404 });
}
