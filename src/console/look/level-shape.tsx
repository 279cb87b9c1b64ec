export type Level = 'green' | 'yellow' | 'orange' | 'red' | 'breached' | 'paused';

/** A level's shape, drawn in the colour of the text around it: disc, diamond, triangle, square, octagon with a cross, two bars. */
export function LevelShape({ level, size = 12 }: { level: Level; size?: number }) {
  return (
    <svg aria-hidden="true" focusable="false" data-shape={level} width={size} height={size} viewBox="0 0 12 12">
      {shapes[level]}
    </svg>
  );
}

const shapes = {
  green: <circle cx="6" cy="6" r="4.6" fill="currentColor" />,
  yellow: <path d="M6 .6 11.4 6 6 11.4.6 6z" fill="currentColor" />,
  orange: <path d="M6 1 11.6 11H.4z" fill="currentColor" />,
  red: <path d="M1.2 1.2h9.6v9.6H1.2z" fill="currentColor" />,
  breached: (
    <>
      <path d="M3.7.6h4.6l3.1 3.1v4.6l-3.1 3.1H3.7L.6 8.3V3.7z" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="m3.9 3.9 4.2 4.2m0-4.2L3.9 8.1" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  paused: <path d="M2 1.2h2.8v9.6H2zm5.2 0H10v9.6H7.2z" fill="currentColor" />,
} as const satisfies Record<Level, React.ReactNode>;
