import { Button, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useState } from 'react'
import type { Source } from '#contract/shapes/knowledge.ts'
import { useCell } from '../data/cell.ts'
import { removing } from '../data/removals.ts'
import { sources } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { BookIcon, PlusIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { Page } from '../look/page.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useMay } from '../shell/me.ts'
import { useWords } from '../words/words.tsx'
import classes from './knowledge.module.css'
import { UnansweredLink } from './proof/unanswered-link.tsx'
import { SourceDialog } from './source-dialog.tsx'

/** All sources, and the way to make one. */
export function SourcesPage() {
  const { knowledge, general } = useWords()
  const page = useResource(sources)
  const hidden = useCell(removing)
  const mayWrite = useMay()('knowledge:write')
  const [isMaking, setMaking] = useState(false)
  useDocumentTitle(`${knowledge.title} · ${general.product}`)
  const make = mayWrite && (
    <Button leftSection={<PlusIcon />} onClick={() => setMaking(true)}>
      {knowledge.newSource}
    </Button>
  )
  return (
    <Page
      title={knowledge.title}
      intro={knowledge.intro}
      actions={page.value?.items.length ? make : undefined}
    >
      <Group gap="lg" mb="md">
        <UnansweredLink />
        <Link href={to.dictionary}>{knowledge.dictionary.title}</Link>
      </Group>
      <Loaded of={page}>
        {({ items }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          return shown.length === 0 ? (
            <Empty icon={BookIcon} title={knowledge.none} hint={knowledge.noneHint}>
              {make}
            </Empty>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
              {shown.map((source) => (
                <SourceCard key={source.id} source={source} />
              ))}
            </SimpleGrid>
          )
        }}
      </Loaded>
      <SourceDialog isOpen={isMaking} onClose={() => setMaking(false)} />
    </Page>
  )
}

function SourceCard({ source }: { source: Source }) {
  const { knowledge } = useWords()
  return (
    <Link href={to.source(source.id)} className={classes.card}>
      <Title order={2} size="h5" lineClamp={1}>
        {source.name}
      </Title>
      {source.description && (
        <Text size="sm" c="var(--quiet)" lineClamp={2}>
          {source.description}
        </Text>
      )}
      <Text size="xs" c="var(--quiet)" mt="auto">
        {knowledge.documents(source.documentCount)} · {knowledge.passages(source.passageCount)}
      </Text>
    </Link>
  )
}
