import { Button, Group, Text } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { Fact } from '#contract/shapes/fact.ts'
import { client } from '../console-client.ts'
import { change } from '../data/cache.ts'
import { type FactFilter, facts, moreFacts } from '../data/memory-resources.ts'
import { removeWithUndo } from '../data/removals.ts'
import { EditIcon, TrashIcon } from '../look/icons.tsx'
import { IconButton } from '../look/icon-button.tsx'
import { toast } from '../look/toasts.ts'
import { When } from '../look/when.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import classes from '../settings/settings.module.css'
import { useSending } from '../settings/use-sending.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useMemoryWords } from '../words/memory/memory-words.ts'
import { useWords } from '../words/words.tsx'

interface FactListProps {
  /** What is shown of it. */
  page: Page<Fact>
  /** As it was fetched. */
  held: Page<Fact>
  filter: FactFilter
  /** Null for who may only look. */
  onEdit: ((fact: Fact) => void) | null
}

export function FactList({ page, held, filter, onEdit }: FactListProps) {
  const { general } = useWords()
  const { isBusy, submit } = useSending(async () => {
    const next = await moreFacts(filter, held)
    change(facts(filter), () => next)
  })
  return (
    <>
      <ul className={classes.keys}>
        {page.items.map((fact) => (
          <FactRow key={fact.id} fact={fact} onEdit={onEdit} />
        ))}
      </ul>
      {page.nextCursor !== null && (
        <Button variant="subtle" loading={isBusy} onClick={() => void submit()}>
          {general.showMore}
        </Button>
      )}
    </>
  )
}

function FactRow({ fact, onEdit }: { fact: Fact } & Pick<FactListProps, 'onEdit'>) {
  const words = useMemoryWords()
  const { memory } = words
  const { id, text, agentName, kind, learntFrom, updatedAt } = fact
  const erase = () =>
    removeWithUndo({
      id,
      said: memory.erased(text),
      remove: (options) => client.memory.erase(id, options),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
  return (
    <li className={classes.key}>
      <div className={classes.key_facts}>
        <Text dir="auto">{text}</Text>
        <Text size="xs" c="var(--quiet)">
          {agentName} · {memory.kinds[kind]} ·{' '}
          {learntFrom ? (
            <Link href={to.message(learntFrom.conversationId, learntFrom.messageId)}>{memory.learnt}</Link>
          ) : (
            memory.typed
          )}{' '}
          · <When at={updatedAt} />
        </Text>
      </div>
      {onEdit && (
        <Group gap={4} wrap="nowrap">
          <IconButton label={`${memory.edit}: ${text}`} icon={EditIcon} onClick={() => onEdit(fact)} />
          <IconButton label={`${memory.erase}: ${text}`} icon={TrashIcon} onClick={erase} />
        </Group>
      )}
    </li>
  )
}
