// The maximum number of positions that PostgreSQL stores for a term.
const OCCURRENCES_MAX = 255

/** A term as written in a tsvector or a tsquery. */
export const quoted = (term: string) => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/**
 * Counted terms as the text of a tsvector. A term has as many positions as occurrences, since ranking only needs their
 * number; a mark has none, so it is found but never counted.
 */
export const termVector = (counts: ReadonlyMap<string, number>, marks: readonly string[]): string =>
  [
    ...[...counts].map(([term, count]) => `${quoted(term)}:${positions[Math.min(count, OCCURRENCES_MAX)]}`),
    ...marks.map(quoted),
  ].join(' ')

/** `1,2,3` for 3. */
const positions = Array.from({ length: OCCURRENCES_MAX + 1 }, (_, count) =>
  Array.from({ length: count }, (__, at) => at + 1).join(','),
)
