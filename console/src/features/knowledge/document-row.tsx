import { Badge, Button, Group, Progress, Text } from '@mantine/core'
import type { Document } from '#contract/shapes/knowledge.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { formatFileSize } from '../../messages/file-size.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { FileIcon, TrashIcon } from '../../ui/icons.tsx'
import { toast } from '../../ui/toasts.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useErrorMessages } from '../../messages/error-messages/error-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import { documentFailure } from './document-failure.ts'
import classes from './knowledge.module.css'
import { BlockedBadge } from './evals/blocked-badge.tsx'

interface DocumentRowProps {
  document: Document
  mayWrite: boolean
}

/** A document: where its reading stands, or why it failed. */
export function DocumentRow({ document, mayWrite }: DocumentRowProps) {
  const { messages: t, locale } = useLocale()
  const { id, name, state, knowledgeBaseId } = document
  const isFailed = state === 'failed'
  const fail = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const remove = () =>
    removeWithUndo({
      id,
      message: t.general.deleted(name),
      remove: (options) => client.documents.remove(id, {}, options),
      onFailure: fail,
    })
  return (
    <li className={classes.document}>
      <FileIcon />
      <div className={classes.document_name}>
        <bdi>{state === 'ready' ? <Link href={to.document(id)}>{name}</Link> : name}</bdi>
        <Text size="xs" c="var(--quiet)">
          {state === 'ready'
            ? `${t.knowledge.passages(document.passageCount)} · ${t.general.characters(document.characterCount)}`
            : formatFileSize(document.sizeBytes, locale)}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        {document.isBlocked && <BlockedBadge />}
        {state !== 'ready' && (
          <Badge variant={isFailed ? 'outline' : 'light'} color={isFailed ? 'red' : 'harbour'}>
            {t.knowledge.state[state]}
          </Badge>
        )}
        {mayWrite && (
          <IconButton
            label={`${t.general.remove}: ${name}`}
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
            aria-label={`${t.knowledge.state[state]}: ${name}`}
          />
        )}
        {document.failure && (
          <Reason
            document={document}
            mayWrite={mayWrite}
            onFailure={fail}
            knowledgeBaseId={knowledgeBaseId}
          />
        )}
      </div>
    </li>
  )
}

interface ReasonProps {
  document: Document
  knowledgeBaseId: string
  mayWrite: boolean
  onFailure: (error: unknown) => void
}

function Reason({ document, knowledgeBaseId, mayWrite, onFailure }: ReasonProps) {
  const { messages: t } = useLocale()
  const errorMessages = useErrorMessages()
  const retry = async () => {
    await client.documents.retry(document.id).catch(onFailure)
    invalidate('document', { knowledgeBaseId })
  }
  return (
    <Group gap="xs" mt={4}>
      <Text size="sm" c="red">
        {document.failure && documentFailure(document.failure, errorMessages)}
      </Text>
      {mayWrite && (
        <Button size="compact-xs" variant="light" onClick={retry}>
          {t.general.retry}
        </Button>
      )}
    </Group>
  )
}
