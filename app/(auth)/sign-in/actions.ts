'use server';

import { redirect } from 'next/navigation';
import { Credentials, signIn } from '#lib/auth/sign-in.ts';
import { anonymousFormAction } from '#lib/form-action.ts';

export const signInAction = anonymousFormAction(Credentials, async (credentials) => {
  await signIn(credentials);
  redirect('/');
});
