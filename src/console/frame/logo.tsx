/** One point from which lines go out to three: the mark of the product. */
export function Logo() {
  return (
    <svg aria-hidden="true" focusable="false" width="28" height="28" viewBox="0 0 28 28">
      <rect width="28" height="28" rx="6" fill="#1b4f8a" />
      <path d="M9 14 18.5 9M9 14h10.5M9 14l9.5 5" stroke="#fff" strokeWidth="1.6" fill="none" />
      <circle cx="9" cy="14" r="3" fill="#fff" />
      <circle cx="19" cy="8.8" r="1.9" fill="#fff" />
      <circle cx="20" cy="14" r="1.9" fill="#fff" />
      <circle cx="19" cy="19.2" r="1.9" fill="#fff" />
    </svg>
  );
}
