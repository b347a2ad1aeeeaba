import { Button, Group, SegmentedControl, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useState } from 'react'
import type { SearchDictionaryEntry } from '#contract/shapes/search-dictionary.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { BackLink } from '../../../ui/back-link.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { BookIcon, PlusIcon, SearchIcon } from '../../../ui/icons.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { Page } from '../../../ui/page.tsx'
import { useFilter } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useMay } from '../../../data/me.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { SearchDictionaryFiles } from './search-dictionary-files.tsx'
import { SearchDictionaryList } from './search-dictionary-list.tsx'
import { EntryDialog } from './entry-dialog.tsx'

const kinds = ['kept', 'same', 'finds'] as const

/** The words that search knows of. What is shown is part of the address. */
export function SearchDictionaryPage() {
  const { knowledge, general } = useMessages()
  const { searchDictionary: t } = knowledge
  const [asked, setKind] = useFilter('kind')
  const kind = kinds.find((one) => one === asked) ?? ''
  const [search, setSearch] = useFilter('search')
  const [edited, setEdited] = useState<SearchDictionaryEntry | 'new' | null>(null)
  const held = useResource(pages('searchDictionary.list', { kind, search }))
  const mayWrite = useMay()('knowledge:write')
  useDocumentTitle(`${t.title} · ${general.product}`)
  const add = mayWrite && (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
      {t.add}
    </Button>
  )
  const isFiltered = kind !== '' || search !== ''
  return (
    <Page
      above={<BackLink href={to.knowledge}>{knowledge.title}</BackLink>}
      title={t.title}
      intro={t.intro}
      actions={
        <>
          <SearchDictionaryFiles mayWrite={mayWrite} />
          {add}
        </>
      }
    >
      <Group mb="md" gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={t.kind}
          data={[{ value: '', label: t.all }, ...kinds.map((one) => ({ value: one, label: t.kinds[one] }))]}
          value={kind}
          onChange={setKind}
        />
        <TextInput
          flex={1}
          miw={160}
          type="search"
          aria-label={t.search}
          placeholder={t.search}
          leftSection={<SearchIcon size={16} />}
          value={search}
          maxLength={60}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Group>
      <ResourceView of={held}>
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState
              icon={BookIcon}
              title={isFiltered ? t.noneFound : t.none}
              hint={isFiltered ? t.noneFoundHint : t.noneHint}
            >
              {!isFiltered && add}
            </EmptyState>
          ) : (
            <SearchDictionaryList
              page={page}
              filter={{ kind, search }}
              onEdit={mayWrite ? setEdited : null}
            />
          )
        }
      </ResourceView>
      {edited !== null && (
        <EntryDialog entry={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Page>
  )
}
