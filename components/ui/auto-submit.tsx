'use client';

import { useEffect, useRef } from 'react';

const typingPauseMs = 300;

/** Submits its form when a choice changes or typing pauses; unset fields stay out of the address. */
export function AutoSubmit() {
  const mark = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const form = mark.current?.closest('form');
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const submit = () => form.requestSubmit();
    const onChange = (event: Event) => {
      clearTimeout(timer);
      if (!(event.target instanceof HTMLInputElement && event.target.type === 'search')) submit();
    };
    const onInput = (event: Event) => {
      if (!(event.target instanceof HTMLInputElement && event.target.type === 'search')) return;
      clearTimeout(timer);
      timer = setTimeout(submit, typingPauseMs);
    };
    const onFormData = ({ formData }: FormDataEvent) => {
      const unset = Array.from(formData).filter(([, value]) => value === '');
      for (const [name] of unset) formData.delete(name);
    };
    form.addEventListener('change', onChange);
    form.addEventListener('input', onInput);
    form.addEventListener('formdata', onFormData);
    return () => {
      clearTimeout(timer);
      form.removeEventListener('change', onChange);
      form.removeEventListener('input', onInput);
      form.removeEventListener('formdata', onFormData);
    };
  }, []);

  return <span ref={mark} hidden />;
}
