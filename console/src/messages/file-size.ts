const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
const STEP = 1_000

/** A number of bytes as people say it, for example "1.2 MB". */
export function formatFileSize(bytes: number, locale: string): string {
  const power = Math.min(units.length - 1, bytes < STEP ? 0 : Math.floor(Math.log(bytes) / Math.log(STEP)))
  return (bytes / STEP ** power).toLocaleString(locale, {
    style: 'unit',
    unit: units[power],
    // Short, they would be "3 byte".
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power < 2 ? 0 : 1,
  })
}
