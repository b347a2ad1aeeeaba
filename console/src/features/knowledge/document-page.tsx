import { SegmentedControl, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMemo } from 'react'
import type { Document } from '#contract/shapes/knowledge.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { BackLink } from '../../ui/back-link.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { Page } from '../../ui/page.tsx'
import { useAddress, useFilter } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useErrorMessages } from '../../messages/error-messages/error-messages.ts'
import { useMessages } from '../../messages/messages.tsx'
import { documentFailure } from './document-failure.ts'
import { MetadataSection } from './metadata/metadata-section.tsx'
import classes from './document-page.module.css'
import { DocumentText } from './document-text.tsx'
import { BlockedText } from './evals/blocked-text.tsx'
import { PassageList } from './passages/passage-list.tsx'
import { rangeIn } from './paragraphs.ts'

/** A document as it was read, beside the passages it was split into. `#passage=start-end` opens it at that stretch. */
export function DocumentPage({ documentId }: { documentId: string }) {
  const { general } = useMessages()
  const held = useResource(resource('documents.read', documentId))
  useDocumentTitle(held.value ? `${held.value.name} · ${general.product}` : general.product)
  return <ResourceView of={held}>{(document) => <DocumentView document={document} />}</ResourceView>
}

function DocumentView({ document }: { document: Document }) {
  const t = useMessages()
  const { knowledge, general } = t
  const errorMessages = useErrorMessages()
  const isReady = document.state === 'ready'
  return (
    <Page
      above={
        <BackLink href={to.knowledgeBase(document.knowledgeBaseId)}>{knowledge.backToKnowledgeBase}</BackLink>
      }
      title={document.name}
      intro={`${knowledge.passages(document.passageCount)} · ${general.characters(document.characterCount)}`}
      size={isReady ? 1100 : 760}
    >
      <MetadataSection document={document} />
      {isReady ? (
        <ReadyDocument document={document} />
      ) : (
        <Text c="var(--quiet)">
          {document.failure ? documentFailure(document.failure, errorMessages) : knowledge.notReady}
        </Text>
      )}
    </Page>
  )
}

/** Text and passages side by side; where there is no room for both, one of them. */
function ReadyDocument({ document: { id, knowledgeBaseId, characterCount } }: { document: Document }) {
  const { knowledge } = useMessages()
  const text = useResource(resource('documents.text', id))
  const { hash } = useAddress()
  const [pane, setPane] = useFilter('pane')
  const shown = pane === 'passages' ? 'passages' : 'text'
  const length = text.value?.text.length ?? characterCount
  const cited = useMemo(() => rangeIn(hash, length), [hash, length])
  return (
    <>
      {text.value?.blockedText && (
        <BlockedText knowledgeBaseId={knowledgeBaseId} text={text.value.blockedText} />
      )}
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
          <ResourceView of={text}>{(value) => <DocumentText text={value.text} cited={cited} />}</ResourceView>
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
