/** The entries of a variable that are separated by commas. */
export const listOf = (entries: string | undefined): string[] =>
  (entries ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
