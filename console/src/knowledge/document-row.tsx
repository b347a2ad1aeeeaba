import { Badge, Button, Group, Progress, Text } from '@mantine/core'
import type { Document } from '#contract/shapes/knowledge.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { fileSize } from '../look/file-size.ts'
import { IconButton } from '../look/icon-button.tsx'
import { FileIcon, TrashIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useTroubles } from '../words/troubles/trouble-words.ts'
import { useSpeech } from '../words/words.tsx'
import { documentFailure } from './document-failure.ts'
import classes from './knowledge.module.css'
import { HeldBadge } from './proof/held-badge.tsx'

interface DocumentRowProps {
  document: Document
  mayWrite: boolean
}

/** A document: where its reading stands, or why it failed. */
export function DocumentRow({ document, mayWrite }: DocumentRowProps) {
  const { words, locale } = useSpeech()
  const { id, name, state, sourceId } = document
  const isFailed = state === 'failed'
  const fail = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const remove = () =>
    removeWithUndo({
      id,
      said: words.general.deleted(name),
      remove: (options) => client.documents.remove(id, options),
      onFailure: fail,
    })
  return (
    <li className={classes.document}>
      <FileIcon />
      <div className={classes.document_name}>
        <bdi>{state === 'ready' ? <Link href={to.document(id)}>{name}</Link> : name}</bdi>
        <Text size="xs" c="var(--quiet)">
          {state === 'ready'
            ? `${words.knowledge.passages(document.passageCount)} · ${words.general.characters(document.characterCount)}`
            : fileSize(document.sizeBytes, locale)}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        {document.isHeld && <HeldBadge />}
        {state !== 'ready' && (
          <Badge variant={isFailed ? 'outline' : 'light'} color={isFailed ? 'red' : 'harbour'}>
            {words.knowledge.state[state]}
          </Badge>
        )}
        {mayWrite && (
          <IconButton
            label={`${words.general.remove}: ${name}`}
            icon={TrashIcon}
            iconSize={16}
            onClick={remove}
          />
        )}
      </Group>
      <div className={classes.document_more}>
        {(state === 'extracting' || state === 'indexing' || state === 'queued') && (
          <Progress
            value={state === 'queued' ? 0 : document.progress * 100}
            size="sm"
            mt={6}
            animated
            aria-label={`${words.knowledge.state[state]}: ${name}`}
          />
        )}
        {document.failure && (
          <Reason document={document} mayWrite={mayWrite} onFailure={fail} sourceId={sourceId} />
        )}
      </div>
    </li>
  )
}

interface ReasonProps {
  document: Document
  sourceId: string
  mayWrite: boolean
  onFailure: (error: unknown) => void
}

function Reason({ document, sourceId, mayWrite, onFailure }: ReasonProps) {
  const { words } = useSpeech()
  const troubles = useTroubles()
  const retry = async () => {
    await client.documents.retry(document.id).catch(onFailure)
    refresh(`documents/${sourceId}`)
  }
  return (
    <Group gap="xs" mt={4}>
      <Text size="sm" c="red">
        {document.failure && documentFailure(document.failure, troubles)}
      </Text>
      {mayWrite && (
        <Button size="compact-xs" variant="light" onClick={retry}>
          {words.general.retry}
        </Button>
      )}
    </Group>
  )
}
