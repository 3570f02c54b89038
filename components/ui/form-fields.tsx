import type { ReactNode } from 'react';
import { Glyph } from '#components/ui/glyph.tsx';
import { Note } from '#components/ui/note.tsx';
import type { FormState } from '#lib/form-state.ts';

/** A field's last value, so that an error loses nothing that was typed. */
export function typedValue(state: FormState, name: string, fallback = ''): string {
  const value = state.values[name];
  if (value === undefined) return fallback;
  return Array.isArray(value) ? (value[0] ?? '') : value;
}

export function FormMessage({ state }: { state: FormState }) {
  if (state.message === null) return null;
  return (
    <Note tone="fail" isAlert>
      {state.message}
    </Note>
  );
}

export function FieldError({ state, name, id = name }: { state: FormState; name: string; id?: string }) {
  const message = state.fields[name];
  if (!message) return null;
  return (
    <p className="hint err" id={`${id}-error`}>
      <Glyph name="fail" />
      <span>{message}</span>
    </p>
  );
}

export interface TextFieldProps {
  state: FormState;
  name: string;
  /** Where several forms of a page have a field of this name; absent: the name. */
  id?: string;
  label: string;
  note?: string;
  type?: 'text' | 'email' | 'password' | 'date';
  autoComplete?: string;
  value?: string;
  isRequired?: boolean;
  className?: string;
  hint?: ReactNode;
}

export function TextField({
  state,
  name,
  id = name,
  label,
  note,
  type = 'text',
  autoComplete,
  value = '',
  isRequired = false,
  className,
  hint,
}: TextFieldProps) {
  const isInvalid = state.fields[name] !== undefined;
  return (
    <div>
      <label htmlFor={id}>
        {label} {note ? <small>{note}</small> : null}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        className={className ? `inp ${className}` : 'inp'}
        defaultValue={type === 'password' ? undefined : typedValue(state, name, value)}
        autoComplete={autoComplete}
        required={isRequired}
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby={isInvalid ? `${id}-error` : undefined}
      />
      <FieldError state={state} name={name} id={id} />
      {isInvalid ? null : hint}
    </div>
  );
}
