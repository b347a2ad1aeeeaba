/** How the mouth runs, from very bad to very good. */
const mouths = [
  'M7.5 17.5c1-3.5 8-3.5 9 0',
  'M8.5 16.5c1-1.5 6-1.5 7 0',
  'M8.5 15.5h7',
  'M8.5 14.5c1 2 6 2 7 0',
  'M7.5 13.5c.5 5 8.5 5 9 0z',
]

/** A face for a score from 1 to 5, drawn so that it does not depend on the fonts of a machine. */
export const Face = ({ score }: { score: number }) => (
  <svg
    width={28}
    height={28}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <circle cx={12} cy={12} r={9.5} />
    <path d="M9 9v1.25M15 9v1.25" />
    <path d={mouths[score - 1]} />
  </svg>
)
