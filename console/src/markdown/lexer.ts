import { Lexer, Marked, type Token, type TokensList } from 'marked'
import { formulas } from './formula-tokens.ts'

const marked = new Marked({ gfm: true, breaks: true })
marked.use(formulas, {
  tokenizer: {
    // A heading that a later line of dashes makes would change words that were read already.
    lheading: () => undefined,
    // A footnote is words, not the address of a link.
    def: (src) => (/^ {0,3}\[\^/.test(src) ? undefined : false),
  },
})

/*
 * Someone else's text may be made to keep a lexer busy: its work on one stretch of words can grow with the square of
 * their number, and each level of nesting costs a level of the stack. What is beyond these limits is shown as it was
 * written. No answer that is meant to be read comes near them.
 */
const TEXT_MAX = 200_000
const STRETCH_MAX = 6_000
const WORK_MAX = 300_000_000
const tooDeep = /^[ \t]*(?:(?:>[ \t]*){40}|(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){40})/m

/**
 * Markdown as a tree of tokens. Nothing is rendered to HTML, here or later: elements are made from the tokens.
 * Line ends must be `\n`.
 */
export function blocksOf(text: string): TokensList {
  const lexer = new Lexer(marked.defaults)
  if (text.length > TEXT_MAX || tooDeep.test(text)) return asWritten(text)
  try {
    lexer.blockTokens(text, lexer.tokens)
    readWords(lexer)
    return lexer.tokens
  } catch (error) {
    if (error instanceof RangeError) return asWritten(text)
    throw error
  }
}

/** Reads the words of each block, which the lexer has put aside. */
function readWords(lexer: Lexer) {
  let work = 0
  for (const { src, tokens } of lexer.inlineQueue) {
    work += src.length ** 2
    if (src.length > STRETCH_MAX || work > WORK_MAX)
      tokens.push({ type: 'text', raw: src, text: src, escaped: false })
    else lexer.inlineTokens(src, tokens)
  }
}

const asWritten = (text: string): TokensList =>
  Object.assign([{ type: 'as-written', raw: text }] as Token[], { links: {} })

/** The tokens inside one, as the lexer found them. */
export const inside = (token: Token): Token[] => ('tokens' in token && token.tokens) || []
