import type { MarkedExtension, Tokens } from 'marked'

/** A formula in TeX, between `$ $`, `$$ $$`, `\( \)` or `\[ \]`. */
export interface FormulaToken extends Tokens.Generic {
  type: 'formula'
  tex: string
  isDisplayed: boolean
  /** Whether its end has not come yet. */
  isOpen: boolean
}

const block =
  /^ {0,3}(?:\$\$((?!\$)(?:(?!\n[ \t]*\n)[\s\S]){1,4000}?)(?:\$\$|$)|\\\[((?:(?!\n[ \t]*\n)[\s\S]){1,4000}?)(?:\\\]|$))[ \t]*(?:\n+|$)/
const blockBegins = /\n {0,3}(?:\$\$|\\\[)/
const displayed = /^(?:\$\$([^$\n]{1,2000}?)\$\$|\\\[([\s\S]{1,2000}?)\\\])/
const within = /^(?:\$(?![\s$])((?:\\[^\n]|[^\\$\n]){1,1000}?)\$(?![\d$])|\\\(([\s\S]{1,1000}?)\\\))/

const token = (raw: string, tex: string, isDisplayed: boolean): FormulaToken => ({
  type: 'formula',
  raw,
  tex: tex.trim(),
  isDisplayed,
  isOpen: !/(?:\$|\\[)\]])\s*$/.test(raw),
})

/** Money has dollar signs too: a formula does not end in a space, and words after an amount are none. */
const isMoney = (tex: string): boolean =>
  /\s$/.test(tex) || (/^[\d.,]+\s/.test(tex) && !/[\\^_=+*<>{}|]/.test(tex))

/** Teaches the lexer formulas. One that stands alone ends before an empty line, and may be on its way at the end. */
export const formulas: MarkedExtension = {
  extensions: [
    {
      name: 'formula',
      level: 'block',
      start: (src) => {
        const at = src.search(blockBegins)
        return at < 0 ? undefined : at + 1
      },
      tokenizer(src) {
        const match = block.exec(src)
        const tex = match?.[1] ?? match?.[2] ?? ''
        return match && tex.trim() !== '' ? token(match[0], tex, true) : undefined
      },
    },
    {
      name: 'formula-within',
      level: 'inline',
      start: (src) => {
        const at = src.search(/\$|\\[([]/)
        return at < 0 ? undefined : at
      },
      tokenizer(src) {
        const shown = displayed.exec(src)
        if (shown) return token(shown[0], shown[1] ?? shown[2] ?? '', true)
        const match = within.exec(src)
        if (!match || isMoney(match[1] ?? '')) return undefined
        return token(match[0], match[1] ?? match[2] ?? '', false)
      },
    },
  ],
  hooks: {
    // Stars and underscores of a formula are no emphasis.
    emStrongMask: (src) => src.replace(/\$[^$\n]{1,1000}\$/g, (whole) => 'a'.repeat(whole.length)),
  },
}
