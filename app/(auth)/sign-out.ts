'use server';

import { redirect } from 'next/navigation';
import { signOut as endSession } from '#lib/auth/sign-in.ts';

export async function signOut(): Promise<void> {
  await endSession();
  redirect('/sign-in');
}
