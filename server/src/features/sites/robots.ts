import { fits } from './path-pattern.ts'

/** The rules of a host for crawlers. */
export interface Robots {
  allows(address: string): boolean
  /** The pause between two pages that it requests, if any. */
  readonly pauseMs: number | null
}

/** Who we say we are, to servers and in robots.txt. */
export const READER_NAME = 'ParleyBot'

interface Group {
  readonly agents: string[]
  readonly rules: { allow: boolean; pattern: string }[]
  pauseMs: number | null
}

/** The size up to which RFC 9309 requires parsing. */
const CHARACTERS_MAX = 512_000
const RULES_MAX = 2_000
const PATTERN_MAX = 2_000

export const everythingAllowed: Robots = { allows: () => true, pauseMs: null }

/**
 * Parses a robots.txt (RFC 9309): the group that names us, otherwise that for all; of the rules that match an address
 * the longest wins, and of two equally long the one that allows.
 */
export function readRobots(text: string): Robots {
  const groups = groupsIn(text)
  const named = groups.filter(({ agents }) => agents.includes(READER_NAME.toLowerCase()))
  const mine = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes('*'))
  const rules = mine.flatMap((group) => group.rules).toSorted(longestFirst)
  return {
    pauseMs: mine.find(({ pauseMs }) => pauseMs !== null)?.pauseMs ?? null,
    allows(address) {
      const { pathname, search } = new URL(address)
      return rules.find(({ pattern }) => fits(pattern, pathname + search))?.allow ?? true
    },
  }
}

const longestFirst = (a: Group['rules'][number], b: Group['rules'][number]) =>
  b.pattern.length - a.pattern.length || Number(b.allow) - Number(a.allow)

/** The two parts of `Disallow: /a # why`; two empty ones for a line of another form. */
function fieldIn(line: string): [word: string, value: string] {
  const said = line.split('#', 1)[0] ?? ''
  const colon = said.indexOf(':')
  const word = said.slice(0, Math.max(0, colon)).trim().toLowerCase()
  return /^[a-z-]+$/.test(word) ? [word, said.slice(colon + 1).trim()] : ['', '']
}

function groupsIn(text: string): Group[] {
  const groups: Group[] = []
  let isNaming = false
  for (const line of text.slice(0, CHARACTERS_MAX).split(/\r\n?|\n/)) {
    const [word, value] = fieldIn(line)
    if (word === 'user-agent') {
      if (!isNaming) groups.push({ agents: [], rules: [], pauseMs: null })
      groups.at(-1)?.agents.push(value.toLowerCase())
      isNaming = true
      continue
    }
    const group = groups.at(-1)
    if (word === '' || !group) continue
    isNaming = false
    const isRule = word === 'allow' || word === 'disallow'
    if (isRule && value !== '' && value.length <= PATTERN_MAX && group.rules.length < RULES_MAX)
      group.rules.push({ allow: word === 'allow', pattern: value })
    if (word === 'crawl-delay' && Number(value) >= 0) group.pauseMs = Number(value) * 1000
  }
  return groups
}
