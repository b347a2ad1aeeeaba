import { Badge, Button, Group, Text } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { SearchDictionaryEntry, SearchDictionaryKind } from '#contract/shapes/search-dictionary.ts'
import { client } from '../../../data/console-client.ts'
import { useStore } from '../../../data/store.ts'
import { removeWithUndo, removing } from '../../../ui/removals.ts'
import { pages } from '../../../data/resource.ts'
import { EditIcon, TrashIcon } from '../../../ui/icons.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../knowledge.module.css'

interface SearchDictionaryListProps {
  page: Page<SearchDictionaryEntry>
  filter: { kind: SearchDictionaryKind | ''; search: string }
  /** Null for who may only look. */
  onEdit: ((entry: SearchDictionaryEntry) => void) | null
}

export function SearchDictionaryList({ page, filter, onEdit }: SearchDictionaryListProps) {
  const t = useMessages()
  const { searchDictionary: tSearchDictionary } = t.knowledge
  const hidden = useStore(removing)
  const remove = ({ id, words: removed }: SearchDictionaryEntry) =>
    removeWithUndo({
      id,
      message: t.general.deleted(removed.join(', ')),
      remove: (options) => client.searchDictionary.remove(id, {}, options),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  const more = () => pages('searchDictionary.list', filter).more(page)
  return (
    <>
      <ul className={classes.documents}>
        {page.items
          .filter(({ id }) => !hidden.has(id))
          .map((entry) => (
            <li key={entry.id} className={classes.pair}>
              <Group gap="xs">
                <Badge variant="light" tt="none">
                  {tSearchDictionary.kinds[entry.kind]}
                </Badge>
                <Text className={classes.words} dir="auto">
                  {sentenceOf(entry)}
                </Text>
              </Group>
              {onEdit && (
                <Group gap={4} wrap="nowrap">
                  <IconButton
                    label={`${tSearchDictionary.edit}: ${entry.words.join(', ')}`}
                    icon={EditIcon}
                    onClick={() => onEdit(entry)}
                  />
                  <IconButton
                    label={`${t.general.remove}: ${entry.words.join(', ')}`}
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
          {t.general.showMore}
        </Button>
      )}
    </>
  )
}

const sentenceOf = ({ kind, words }: SearchDictionaryEntry): string =>
  kind === 'finds' ? `${words[0]} → ${words.slice(1).join(' · ')}` : words.join(' · ')
