import { Button, Group, SegmentedControl, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useState } from 'react'
import type { DictionaryEntry } from '#contract/shapes/dictionary.ts'
import { dictionary } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { BackLink } from '../../look/back-link.tsx'
import { Empty } from '../../look/empty.tsx'
import { BookIcon, PlusIcon, SearchIcon } from '../../look/icons.tsx'
import { Loaded } from '../../look/loaded.tsx'
import { Page } from '../../look/page.tsx'
import { useFilter } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMay } from '../../shell/me.ts'
import { useWords } from '../../words/words.tsx'
import { DictionaryFiles } from './dictionary-files.tsx'
import { DictionaryList } from './dictionary-list.tsx'
import { EntryDialog } from './entry-dialog.tsx'

const kinds = ['kept', 'same', 'finds'] as const

/** The words that search knows of. What is shown is part of the address. */
export function DictionaryPage() {
  const { knowledge, general } = useWords()
  const { dictionary: said } = knowledge
  const [kind, setKind] = useFilter('kind')
  const [search, setSearch] = useFilter('search')
  const [edited, setEdited] = useState<DictionaryEntry | 'new' | null>(null)
  const held = useResource(dictionary(kind, search))
  const mayWrite = useMay()('knowledge:write')
  useDocumentTitle(`${said.title} · ${general.product}`)
  const add = mayWrite && (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
      {said.add}
    </Button>
  )
  const isFiltered = kind !== '' || search !== ''
  return (
    <Page
      above={<BackLink href={to.knowledge}>{knowledge.title}</BackLink>}
      title={said.title}
      intro={said.intro}
      actions={
        <>
          <DictionaryFiles mayWrite={mayWrite} />
          {add}
        </>
      }
    >
      <Group mb="md" gap="sm">
        <SegmentedControl
          size="xs"
          aria-label={said.kind}
          data={[
            { value: '', label: said.all },
            ...kinds.map((one) => ({ value: one, label: said.kinds[one] })),
          ]}
          value={kinds.find((one) => one === kind) ?? ''}
          onChange={setKind}
        />
        <TextInput
          flex={1}
          miw={160}
          type="search"
          aria-label={said.search}
          placeholder={said.search}
          leftSection={<SearchIcon size={16} />}
          value={search}
          maxLength={60}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Group>
      <Loaded of={held}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty
              icon={BookIcon}
              title={isFiltered ? said.noneFound : said.none}
              hint={isFiltered ? said.noneFoundHint : said.noneHint}
            >
              {!isFiltered && add}
            </Empty>
          ) : (
            <DictionaryList page={page} filter={{ kind, search }} onEdit={mayWrite ? setEdited : null} />
          )
        }
      </Loaded>
      {edited !== null && (
        <EntryDialog entry={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Page>
  )
}
