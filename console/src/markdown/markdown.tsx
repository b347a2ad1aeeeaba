import type { Token } from 'marked'
import { memo, useMemo, useState, type ComponentType } from 'react'
import { Block } from './block.tsx'
import { CiteContext } from './cite-context.ts'
import { openGrowingBlocks } from './growing-blocks.ts'
import classes from './markdown.module.css'

interface MarkdownProps {
  text: string
  /** Whether words may follow. What was read is then kept; at its end a text is read once more as a whole. */
  isGrowing?: boolean
  /** Shows a citation, by its index. */
  cite?: ComponentType<{ index: number }>
}

/**
 * Someone else's Markdown as elements. Raw HTML in it is shown as the text that it is, images are links, and a block
 * that did not change since the last piece arrived is not rendered again.
 */
export function Markdown({ text, isGrowing = false, cite }: MarkdownProps) {
  const [readOn] = useState(openGrowingBlocks)
  const { tokens, definitions } = useMemo(
    () => (isGrowing ? readOn(text) : openGrowingBlocks()(text)),
    [text, isGrowing, readOn],
  )
  return (
    <CiteContext value={cite ?? null}>
      <div className={classes.markdown}>
        {tokens.map((token, index) => (
          <SteadyBlock key={index} token={token} definitions={definitions} />
        ))}
      </div>
    </CiteContext>
  )
}

interface SteadyBlockProps {
  token: Token
  /** The link definitions of the whole text: one that comes late changes blocks before it. */
  definitions: string
}

const SteadyBlock = memo(
  ({ token }: SteadyBlockProps) => <Block token={token} />,
  (before, after) => before.token.raw === after.token.raw && before.definitions === after.definitions,
)
