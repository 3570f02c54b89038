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

export function FieldError({ state, name }: { state: FormState; name: string }) {
  const message = state.fields[name];
  if (!message) return null;
  return (
    <p className="hint err" id={`${name}-error`}>
      <Glyph name="fail" />
      <span>{message}</span>
    </p>
  );
}

export interface TextFieldProps {
  state: FormState;
  name: string;
  label: string;
  note?: string;
  type?: 'text' | 'email' | 'password';
  autoComplete?: string;
  value?: string;
  isRequired?: boolean;
  className?: string;
  hint?: ReactNode;
}

export function TextField({
  state,
  name,
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
      <label htmlFor={name}>
        {label} {note ? <small>{note}</small> : null}
      </label>
      <input
        id={name}
        name={name}
        type={type}
        className={className ? `inp ${className}` : 'inp'}
        defaultValue={type === 'password' ? undefined : typedValue(state, name, value)}
        autoComplete={autoComplete}
        required={isRequired}
        aria-invalid={isInvalid ? true : undefined}
        aria-describedby={isInvalid ? `${name}-error` : undefined}
      />
      <FieldError state={state} name={name} />
      {isInvalid ? null : hint}
    </div>
  );
}
