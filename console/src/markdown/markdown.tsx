import type { Token } from 'marked'
import { memo, useMemo, type ComponentType } from 'react'
import { Block } from './block.tsx'
import { CiteContext } from './cite-context.ts'
import { blocksOf } from './lexer.ts'
import classes from './markdown.module.css'

interface MarkdownProps {
  text: string
  /** Shows a citation, by its index. */
  cite?: ComponentType<{ index: number }>
}

/**
 * Someone else's Markdown as elements. Raw HTML in it is shown as the text that it is, images are links, and a block
 * that did not change since the last piece arrived is not rendered again.
 */
export function Markdown({ text, cite }: MarkdownProps) {
  const blocks = useMemo(() => blocksOf(text), [text])
  const definitions = Object.keys(blocks.links).length
  return (
    <CiteContext value={cite ?? null}>
      <div className={classes.markdown}>
        {blocks.map((token, index) => (
          <SteadyBlock key={index} token={token} definitions={definitions} />
        ))}
      </div>
    </CiteContext>
  )
}

interface SteadyBlockProps {
  token: Token
  /** How many link definitions the whole text has: one that comes late changes blocks before it. */
  definitions: number
}

const SteadyBlock = memo(
  ({ token }: SteadyBlockProps) => <Block token={token} />,
  (before, after) => before.token.raw === after.token.raw && before.definitions === after.definitions,
)
