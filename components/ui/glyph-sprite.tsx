/** Every glyph once per page; `Glyph` refers to them. The hatch means "not seen" wherever it is drawn. */
export function GlyphSprite() {
  return (
    <svg className="sprite" aria-hidden="true">
      <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V4" stroke="var(--color-unknown-mark)" strokeWidth="1.6" />
      </pattern>
      <symbol id="g-pass" viewBox="0 0 16 16">
        <path d="M3.2 8.6 6.6 12l6.2-7.6" />
      </symbol>
      <symbol id="g-warn" viewBox="0 0 16 16">
        <path d="M8 2.6 14.2 13.2H1.8Z" />
        <path d="M8 6.6v3" />
        <path d="M8 11.4v.1" />
      </symbol>
      <symbol id="g-fail" viewBox="0 0 16 16">
        <path d="M4 4l8 8M12 4l-8 8" />
      </symbol>
      <symbol id="g-inherited" viewBox="0 0 16 16">
        <path d="M8 13.4V6M4.8 9 8 5.8 11.2 9M3.6 2.8h8.8" />
      </symbol>
      <symbol id="g-na" viewBox="0 0 16 16">
        <path d="M4 8h8" />
      </symbol>
      <symbol id="g-unknown" viewBox="0 0 16 16">
        <path d="M5.4 5.6C5.5 3.9 6.6 3 8.1 3c1.6 0 2.7 1 2.7 2.4 0 2-2.7 2-2.7 4.1" />
        <path d="M8.1 12.7v.2" />
      </symbol>
      <symbol id="g-attested" viewBox="0 0 16 16">
        <path d="M2.6 13.2h10.8" />
        <path d="M2.8 9.6c2-5.6 4.3-7.6 4.9-6.2.7 1.7-2.6 6-1.3 6.4 1.2.3 1.9-3 3-2.8.9.2-.3 2.2.7 2.4.8.2 1.6-.5 2.7-1.7" />
      </symbol>
      <symbol id="g-notreached" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="3.4" strokeDasharray="1.6 2" strokeLinecap="butt" />
      </symbol>
      <symbol id="g-excepted" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="5.4" />
        <path d="M8 5v3.2l2 1.4" />
      </symbol>
      <symbol id="g-up" viewBox="0 0 16 16">
        <path d="M8 13V3M3.5 7.5 8 3l4.5 4.5" />
      </symbol>
      <symbol id="g-down" viewBox="0 0 16 16">
        <path d="M8 3v10M3.5 8.5 8 13l4.5-4.5" />
      </symbol>
      <symbol id="g-right" viewBox="0 0 16 16">
        <path d="M3 8h10M8.8 3.8 13 8l-4.2 4.2" />
      </symbol>
      <symbol id="g-chev" viewBox="0 0 16 16">
        <path d="M6 3.5 10.5 8 6 12.5" />
      </symbol>
      <symbol id="g-copy" viewBox="0 0 16 16">
        <rect x="5.5" y="5.5" width="7.5" height="7.5" rx="1" />
        <path d="M3 10.5V4a1 1 0 0 1 1-1h6.5" />
      </symbol>
      <symbol id="g-link" viewBox="0 0 16 16">
        <path d="M6.8 9.2 9.2 6.8M7.4 4.6l1.3-1.3a2.8 2.8 0 0 1 4 4l-1.3 1.3M8.6 11.4l-1.3 1.3a2.8 2.8 0 0 1-4-4l1.3-1.3" />
      </symbol>
      <symbol id="g-menu" viewBox="0 0 16 16">
        <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />
      </symbol>
      <symbol id="g-search" viewBox="0 0 16 16">
        <circle cx="7" cy="7" r="4" />
        <path d="m10 10 3.2 3.2" />
      </symbol>
      <symbol id="g-lock" viewBox="0 0 16 16">
        <rect x="3.8" y="7.2" width="8.4" height="6" rx="1" />
        <path d="M5.6 7.2V5.4a2.4 2.4 0 0 1 4.8 0v1.8" />
      </symbol>
      <symbol id="g-trail" viewBox="0 0 16 16">
        <path d="M2 12.5c4.5 0 2.5-9 6-9s1.5 9 6 9" />
      </symbol>
      <symbol id="g-loggroup" viewBox="0 0 16 16">
        <path d="M3 4h10M3 8h10M3 12h6" />
      </symbol>
      <symbol id="g-filter" viewBox="0 0 16 16">
        <path d="M2.5 3.5h11L9.4 8.6v4.2l-2.8-1.4V8.6Z" />
      </symbol>
      <symbol id="g-metric" viewBox="0 0 16 16">
        <path d="M2.5 13V3M2.5 13h11M5.2 10.4 8 7l2 1.8 3-4.2" />
      </symbol>
      <symbol id="g-alarm" viewBox="0 0 16 16">
        <path d="M3.6 11.2V7.6a4.4 4.4 0 0 1 8.8 0v3.6M2.6 11.4h10.8M6.8 13.6h2.4" />
      </symbol>
      <symbol id="g-action" viewBox="0 0 16 16">
        <path d="M8.8 2.4 4 9.2h3.6l-.6 4.4 5-7H8.3Z" />
      </symbol>
      <symbol id="g-topic" viewBox="0 0 16 16">
        <circle cx="4.2" cy="8" r="1.4" />
        <path d="M7.4 5.2a4 4 0 0 1 0 5.6M10 3a7.2 7.2 0 0 1 0 10" />
      </symbol>
      <symbol id="g-person" viewBox="0 0 16 16">
        <circle cx="8" cy="5.4" r="2.5" />
        <path d="M3.2 13.4c.4-2.8 2.2-4.2 4.8-4.2s4.4 1.4 4.8 4.2" />
      </symbol>
      <symbol id="g-sun" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="2.8" />
        <path d="M8 1.8v1.6M8 12.6v1.6M1.8 8h1.6M12.6 8h1.6M3.6 3.6l1.1 1.1M11.3 11.3l1.1 1.1M12.4 3.6l-1.1 1.1M4.7 11.3l-1.1 1.1" />
      </symbol>
      <symbol id="g-moon" viewBox="0 0 16 16">
        <path d="M13 9.6A5.4 5.4 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6Z" />
      </symbol>
      <symbol id="g-screen" viewBox="0 0 16 16">
        <rect x="2.4" y="3.2" width="11.2" height="7.6" rx="1" />
        <path d="M6 13.2h4" />
      </symbol>
      <symbol id="g-exit" viewBox="0 0 16 16">
        <path d="M9.6 4.4V3H3v10h6.6v-1.4M6.6 8h7M11 5.4 13.6 8 11 10.6" />
      </symbol>
      <symbol id="g-download" viewBox="0 0 16 16">
        <path d="M8 2.8v7M4.8 6.8 8 10l3.2-3.2M3 13.2h10" />
      </symbol>
    </svg>
  );
}
