/** What `useActionState` holds. Values come back so that nothing typed is lost. */
export interface FormState {
  isOk: boolean;
  /** One sentence; null before the first try and when all is well. */
  message: string | null;
  /** Message by field name. */
  fields: Record<string, string>;
  values: Record<string, string | string[]>;
}

export const initialFormState: FormState = { isOk: false, message: null, fields: {}, values: {} };
