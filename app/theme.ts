'use server';

import { cookies } from 'next/headers';
import { themes } from '#components/shell/theme-switch.tsx';

const yearSeconds = 31_536_000;

export async function setTheme(form: FormData): Promise<void> {
  const chosen = themes.find((theme) => theme === form.get('theme'));
  if (!chosen) return;
  const jar = await cookies();
  jar.set('theme', chosen, { maxAge: yearSeconds, sameSite: 'lax', httpOnly: true, path: '/' });
}
