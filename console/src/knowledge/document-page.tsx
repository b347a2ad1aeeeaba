import { SegmentedControl, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMemo } from 'react'
import type { Document } from '#contract/shapes/knowledge.ts'
import { document as documentAt, documentText } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { BackLink } from '../look/back-link.tsx'
import { Loaded } from '../look/loaded.tsx'
import { Page } from '../look/page.tsx'
import { useAddress, useFilter } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useTroubles } from '../words/troubles/trouble-words.ts'
import { useWords } from '../words/words.tsx'
import { documentFailure } from './document-failure.ts'
import { MetadataSection } from './metadata/metadata-section.tsx'
import classes from './document-page.module.css'
import { DocumentText } from './document-text.tsx'
import { HeldText } from './proof/held-text.tsx'
import { PassageList } from './passages/passage-list.tsx'
import { rangeIn } from './paragraphs.ts'

/** A document as it was read, beside the passages it was split into. `#passage=start-end` opens it at that stretch. */
export function DocumentPage({ documentId }: { documentId: string }) {
  const { general } = useWords()
  const held = useResource(documentAt(documentId))
  useDocumentTitle(held.value ? `${held.value.name} · ${general.product}` : general.product)
  return <Loaded of={held}>{(document) => <DocumentView document={document} />}</Loaded>
}

function DocumentView({ document }: { document: Document }) {
  const words = useWords()
  const { knowledge, general } = words
  const troubles = useTroubles()
  const isReady = document.state === 'ready'
  return (
    <Page
      above={<BackLink href={to.source(document.sourceId)}>{knowledge.backToSource}</BackLink>}
      title={document.name}
      intro={`${knowledge.passages(document.passageCount)} · ${general.characters(document.characterCount)}`}
      size={isReady ? 1100 : 760}
    >
      <MetadataSection document={document} />
      {isReady ? (
        <ReadyDocument document={document} />
      ) : (
        <Text c="var(--quiet)">
          {document.failure ? documentFailure(document.failure, troubles) : knowledge.notReady}
        </Text>
      )}
    </Page>
  )
}

/** Text and passages side by side; where there is no room for both, one of them. */
function ReadyDocument({ document: { id, sourceId, characterCount } }: { document: Document }) {
  const { knowledge } = useWords()
  const text = useResource(documentText(id))
  const { hash } = useAddress()
  const [pane, setPane] = useFilter('pane')
  const shown = pane === 'passages' ? 'passages' : 'text'
  const length = text.value?.text.length ?? characterCount
  const cited = useMemo(() => rangeIn(hash, length), [hash, length])
  return (
    <>
      {text.value?.heldText && <HeldText sourceId={sourceId} text={text.value.heldText} />}
      <SegmentedControl
        className={classes.panes ?? ''}
        aria-label={knowledge.panes}
        data={[
          { value: 'text', label: knowledge.text },
          { value: 'passages', label: knowledge.passageList },
        ]}
        value={shown}
        onChange={(next) => setPane(next === 'passages' ? 'passages' : '')}
        fullWidth
      />
      <div className={classes.sides} data-shows={shown}>
        <div className={classes.main}>
          <Loaded of={text}>{(value) => <DocumentText text={value.text} cited={cited} />}</Loaded>
        </div>
        <section className={classes.aside} aria-label={knowledge.passageList}>
          <Title order={2} size="h6" mb="xs">
            {knowledge.passageList}
          </Title>
          <PassageList documentId={id} cited={cited} />
        </section>
      </div>
    </>
  )
}
