import { Badge, Button, Group, Text } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { DictionaryEntry } from '#contract/shapes/dictionary.ts'
import { client } from '../../console-client.ts'
import { change } from '../../data/cache.ts'
import { useCell } from '../../data/cell.ts'
import { loadMore } from '../../data/pages.ts'
import { removeWithUndo, removing } from '../../data/removals.ts'
import { dictionary } from '../../data/resources.ts'
import { EditIcon, TrashIcon } from '../../look/icons.tsx'
import { IconButton } from '../../look/icon-button.tsx'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'
import classes from '../knowledge.module.css'

interface DictionaryListProps {
  page: Page<DictionaryEntry>
  filter: { kind: string; search: string }
  /** Null for who may only look. */
  onEdit: ((entry: DictionaryEntry) => void) | null
}

export function DictionaryList({ page, filter, onEdit }: DictionaryListProps) {
  const words = useWords()
  const { dictionary: said } = words.knowledge
  const hidden = useCell(removing)
  const remove = ({ id, words: removed }: DictionaryEntry) =>
    removeWithUndo({
      id,
      said: words.general.deleted(removed.join(', ')),
      remove: (options) => client.dictionary.remove(id, options),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
  const more = async () => {
    const next = await loadMore((asked) => client.dictionary.list({ ...asked, ...filter }), page)
    change(dictionary(filter.kind, filter.search), () => next)
  }
  return (
    <>
      <ul className={classes.documents}>
        {page.items
          .filter(({ id }) => !hidden.has(id))
          .map((entry) => (
            <li key={entry.id} className={classes.pair}>
              <Group gap="xs">
                <Badge variant="light" tt="none">
                  {said.kinds[entry.kind]}
                </Badge>
                <Text className={classes.words} dir="auto">
                  {sentenceOf(entry)}
                </Text>
              </Group>
              {onEdit && (
                <Group gap={4} wrap="nowrap">
                  <IconButton
                    label={`${said.edit}: ${entry.words.join(', ')}`}
                    icon={EditIcon}
                    onClick={() => onEdit(entry)}
                  />
                  <IconButton
                    label={`${words.general.remove}: ${entry.words.join(', ')}`}
                    icon={TrashIcon}
                    onClick={() => remove(entry)}
                  />
                </Group>
              )}
            </li>
          ))}
      </ul>
      {page.nextCursor !== null && (
        <Button variant="subtle" size="xs" fullWidth onClick={() => void more()}>
          {words.general.showMore}
        </Button>
      )}
    </>
  )
}

const sentenceOf = ({ kind, words }: DictionaryEntry): string =>
  kind === 'finds' ? `${words[0]} → ${words.slice(1).join(' · ')}` : words.join(' · ')
