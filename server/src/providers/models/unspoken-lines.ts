const FENCE = /^\s*(?:```|~~~)/
const PROMPT = /^\s*(?:\$|>>>|mysql>|sql>|[a-z]+@[\w-]+[:~])\s/i
const STATEMENT =
  /^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|SHOW|SET|EXPLAIN|GRANT|USE|import|from|const|let|var|function|def|class|return)\s/
const OPTION = /(?:^|\s)--?[a-z][\w-]*(?:[= ]|$)/
const ASCII = /^[\x20-\x7e\t]*$/
const SIGNS = /[{}()[\]<>=;$\\+/|&^~]/g
/** The share of symbols above which a line is code. */
const SIGNS_SHARE = 0.2
const ROW = / \| |^\s*\|.*\|\s*$/
const RULE = /^[\s|:+-]{3,}$/

/** A passage of the same length with its code and tables, which nobody reads aloud, blanked. */
export function hideUnspoken(passage: string): string {
  const lines = passage.split('\n')
  const isRow = lines.map(isTableRow)
  let isFenced = false
  return lines
    .map((line, at) => {
      const isFence = FENCE.test(line)
      const isHidden = isFence || isFenced || isRow[at] || isCode(line)
      if (isFence) isFenced = !isFenced
      return isHidden ? '\n'.repeat(line.length) : line
    })
    .join('\n')
}

/** The rows of a passage's first table, its header first; empty without one. */
export function tableOf(passage: string): string[][] {
  const lines = passage.split('\n')
  const from = lines.findIndex(isTableRow)
  if (from < 0) return []
  const to = lines.findIndex((line, at) => at > from && !isTableRow(line) && !RULE.test(line))
  return lines
    .slice(from, to < 0 ? undefined : to)
    .filter((line) => !RULE.test(line))
    .map(cellsOf)
}

const isTableRow = (line: string): boolean => ROW.test(line)

const cellsOf = (line: string): string[] => {
  const bare = line.trim()
  const inner = bare.slice(bare.startsWith('|') ? 1 : 0, bare.endsWith('|') ? -1 : undefined)
  return inner.split('|').map((cell) => cell.trim())
}

function isCode(line: string): boolean {
  if (PROMPT.test(line)) return true
  if (!ASCII.test(line)) return false
  const said = line.trim()
  if (said.length < 4 || /[.!?]$/.test(said)) return false
  if (OPTION.test(said)) return true
  if (STATEMENT.test(line) && /[;{}()=*]/.test(line)) return true
  return (said.match(SIGNS)?.length ?? 0) >= said.length * SIGNS_SHARE
}
