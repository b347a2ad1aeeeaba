import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { useMessages } from '../../messages/messages.tsx'
import classes from './document-page.module.css'
import { paragraphsOf, type Range } from './paragraphs.ts'

interface DocumentTextProps {
  text: string
  /** The stretch to mark and to scroll to. */
  cited: Range | null
}

/** The text of a document as it was read, with one stretch of it marked. */
export function DocumentText({ text, cited }: DocumentTextProps) {
  const { knowledge } = useMessages()
  const paragraphs = useMemo(() => paragraphsOf(text), [text])
  const box = useRef<HTMLDivElement>(null)
  const goToCited = () => {
    // Newer browsers answer with a promise, which must not become what the effect answers.
    void box.current?.querySelector('mark')?.scrollIntoView({ block: 'center' })
  }
  const place = cited && `${cited.start}-${cited.end}`
  useEffect(goToCited, [place])
  return (
    <>
      {cited && (
        <Button variant="light" size="xs" mb="md" onClick={goToCited}>
          {knowledge.toCited}
        </Button>
      )}
      <div ref={box} className={classes.text} dir="auto">
        {paragraphs.map(({ start, end }) => (
          <Paragraph key={start} text={text.slice(start, end)} marked={overlap(cited, { start, end })} />
        ))}
      </div>
    </>
  )
}

/** The part of a cited range that stands in a paragraph, counted from the paragraph's start. */
const overlap = (cited: Range | null, { start, end }: Range): Range | null =>
  cited && cited.start < end && cited.end > start
    ? { start: Math.max(cited.start, start) - start, end: Math.min(cited.end, end) - start }
    : null

function Paragraph({ text, marked }: { text: string; marked: Range | null }) {
  if (!marked) return <p>{text}</p>
  return (
    <p>
      {text.slice(0, marked.start)}
      <mark>{text.slice(marked.start, marked.end)}</mark>
      {text.slice(marked.end)}
    </p>
  )
}
