/** A pattern that is slow on long texts, and why it never meets one. */
export interface Reviewed {
  /** As it is written, by the file it stands in. */
  readonly pattern: string
  /** The longest text that it meets; it is timed on that. */
  readonly longest: number
  readonly because: string
}

export const reviewed: Readonly<Record<string, readonly Reviewed[]>> = {
  'server/src/providers/scanner/command.ts': [
    {
      pattern: '/: (.+) FOUND/',
      longest: 2_000,
      because: 'what the scanner said is cut before',
    },
  ],
}

/** Where patterns are put together when the program runs, and what from. */
export const madeLater: Readonly<Record<string, string>> = {
  'server/src/dialects/native/unknown-calls.ts': 'our own routes',
  'server/src/features/answers/search-queries/talk.ts': 'a fixed list of requests; they repeat nothing',
  'server/src/features/knowledge/citing/quantities.ts': 'fixed classes of digits and letters',
  'server/src/platform/crypto/placeholder.ts': 'a fixed list of words; they repeat nothing',
  'server/src/platform/database/foreign/sql-statements.ts': 'our own pattern of a name in SQL',
  'server/src/platform/lexical/analyse.ts': 'fixed classes of letters',
  'server/src/platform/lexical/kept-words.ts':
    'words of a tenant, escaped; only the blanks between two repeat',
  'server/src/platform/lexical/small-talk.ts': 'fixed phrases, which meet one short piece at a time',
  'server/src/platform/lexical/synonyms.ts': 'words of a tenant, escaped; only the blanks between two repeat',
}
