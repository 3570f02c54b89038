/** The watch tower. */
export function BrandMark() {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M5 18 7.4 8.2h5.2L15 18M6.2 13.4h7.6M4.6 8.2h10.8" />
      <path d="M7.6 5.2h4.8v3H7.6Z" fill="currentColor" stroke="none" />
      <path d="M10 2v1.4M4.4 4.2l1.3.9M15.6 4.2l-1.3.9" />
    </svg>
  );
}
