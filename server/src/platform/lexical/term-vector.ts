// PostgreSQL keeps at most this many positions of a term.
const OCCURRENCES_MAX = 255

/** A term as it stands in the text of a tsvector or a tsquery. */
export const quoted = (term: string) => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/**
 * Counted terms as the text of a tsvector. A term has as many positions as occurrences, since their number is all
 * that ranking asks for; a mark has none, and so is found but never counted.
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
