const NAME = '(?:[`"]?\\w+[`"]?\\.)?([`"]?)([^`"\\s(]{1,128})\\1'
const COPY = new RegExp(`^COPY\\s+${NAME}\\s*\\(([^)]*)\\)\\s+FROM\\s+stdin`, 'i')
const INSERT = new RegExp(
  `^(?:INSERT|REPLACE)\\s+(?:IGNORE\\s+)?INTO\\s+${NAME}\\s*(?:\\(([^)]*)\\)\\s*)?VALUES$`,
  'i',
)
const CREATE = new RegExp(`^CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?${NAME}\\s*\\(`, 'i')
const NO_COLUMN = /^(?:PRIMARY|UNIQUE|KEY|CONSTRAINT|INDEX|FULLTEXT|SPATIAL|FOREIGN|CHECK|EXCLUDE|LIKE)\b/i

/** A table with its named columns; null if none are named. */
interface Named<Columns = readonly string[]> {
  readonly table: string
  readonly columns: Columns
}

const bare = (name: string): string => name.trim().replace(/^[`"]|[`"]$/g, '')
const listed = (names: string): string[] => names.split(',').map(bare)

/** The table of `COPY … FROM stdin`. */
export function copiedInto(statement: string): Named | null {
  const found = COPY.exec(statement)
  return found ? { table: bare(found[2] ?? ''), columns: listed(found[3] ?? '') } : null
}

/** The table of `INSERT INTO … VALUES`, up to that word. */
export function insertedInto(statement: string): Named<readonly string[] | null> | null {
  const text = statement.trim()
  if (!/VALUES$/i.test(text)) return null
  const found = INSERT.exec(text)
  return found
    ? { table: bare(found[2] ?? ''), columns: found[3] === undefined ? null : listed(found[3]) }
    : null
}

/** The table of a `CREATE TABLE`, with its columns in order. */
export function tableMade(statement: string): Named | null {
  const found = CREATE.exec(statement)
  if (!found) return null
  const columns = topLevelParts(statement.slice(found[0].length)).flatMap((part) => {
    const text = part.trim()
    const name = /^(?:`([^`]+)`|"([^"]+)"|(\w+))/.exec(text)
    return name && !NO_COLUMN.test(text) ? [name[1] ?? name[2] ?? name[3] ?? ''] : []
  })
  return { table: bare(found[2] ?? ''), columns }
}

/** The comma-separated parts of an open bracket, up to its end. */
function topLevelParts(text: string): string[] {
  const parts: string[] = []
  let [depth, from, quote] = [1, 0, '']
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === "'" || character === '"' || character === '`') quote = character
    else if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    if (quote === '' && (depth === 0 || (depth === 1 && character === ','))) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
    if (depth === 0) break
  }
  return parts
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** The values of a line of `COPY`. */
export const columnsOf = (line: string): (string | null)[] =>
  line
    .split('\t')
    .map((value) =>
      value === '\\N'
        ? null
        : value.includes('\\')
          ? value.replace(/\\(.)/gs, (_, next) => escapes[next] ?? next)
          : value,
    )
