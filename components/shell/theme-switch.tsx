import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

const glyphs: Record<Theme, GlyphName> = { light: 'sun', dark: 'moon', system: 'screen' };
const words: Record<Theme, string> = {
  light: 'Light theme',
  dark: 'Dark theme',
  system: 'Theme of the system',
};

/** Three submit buttons: the choice is kept in a cookie, so the server draws the right theme at once. */
export function ThemeSwitch({ theme, action }: { theme: Theme; action: (form: FormData) => Promise<void> }) {
  return (
    <form action={action} className="themes">
      {themes.map((it) => (
        <button
          key={it}
          type="submit"
          name="theme"
          value={it}
          className="btn quiet icon"
          aria-pressed={it === theme}
          aria-label={words[it]}
          title={words[it]}
        >
          <Glyph name={glyphs[it]} />
        </button>
      ))}
    </form>
  );
}
