import { Button, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useEffect, useMemo, useRef } from 'react'
import type { Document } from '#contract/shapes/knowledge.ts'
import { document as documentAt, documentText } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { BackLink } from '../look/back-link.tsx'
import { Loaded } from '../look/loaded.tsx'
import { Page } from '../look/page.tsx'
import { useAddress } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import classes from './knowledge.module.css'
import { paragraphsOf, rangeIn, type Range } from './paragraphs.ts'

/** A document as it was read. `#passage=start-end` opens it at that stretch, marked. */
export function DocumentPage({ documentId }: { documentId: string }) {
  const { general } = useWords()
  const held = useResource(documentAt(documentId))
  useDocumentTitle(held.value ? `${held.value.name} · ${general.product}` : general.product)
  return <Loaded of={held}>{(document) => <DocumentView document={document} />}</Loaded>
}

function DocumentView({ document }: { document: Document }) {
  const { knowledge, general } = useWords()
  const text = useResource(documentText(document.id))
  return (
    <Page
      above={<BackLink href={to.source(document.sourceId)}>{knowledge.backToSource}</BackLink>}
      title={document.name}
      intro={`${knowledge.passages(document.passageCount)} · ${general.characters(document.characterCount)}`}
      size={760}
    >
      {document.state === 'ready' ? (
        <Loaded of={text}>{(value) => <DocumentText text={value.text} />}</Loaded>
      ) : (
        <Text c="var(--quiet)">{document.failure?.detail ?? knowledge.notReady}</Text>
      )}
    </Page>
  )
}

function DocumentText({ text }: { text: string }) {
  const { knowledge } = useWords()
  const { hash } = useAddress()
  const cited = useMemo(() => rangeIn(hash, text.length), [hash, text])
  const paragraphs = useMemo(() => paragraphsOf(text), [text])
  const box = useRef<HTMLDivElement>(null)
  const goToCited = () => {
    // Newer browsers answer with a promise, which must not become what the effect answers.
    void box.current?.querySelector('mark')?.scrollIntoView({ block: 'center' })
  }
  useEffect(goToCited, [cited])
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
  const { knowledge } = useWords()
  if (!marked) return <p>{text}</p>
  return (
    <p>
      {text.slice(0, marked.start)}
      <mark aria-label={knowledge.cited}>{text.slice(marked.start, marked.end)}</mark>
      {text.slice(marked.end)}
    </p>
  )
}
