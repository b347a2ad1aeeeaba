import { Button, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useState } from 'react'
import type { KnowledgeBase } from '#contract/shapes/knowledge.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { BookIcon, PlusIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { Page } from '../../ui/page.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './knowledge.module.css'
import { UnansweredLink } from './evals/unanswered-link.tsx'
import { KnowledgeBaseDialog } from './knowledge-base-dialog.tsx'

/** All knowledge bases, and the way to make one. */
export function KnowledgeBasesPage() {
  const { knowledge, general } = useMessages()
  const page = useResource(all('knowledgeBases.list'))
  const hidden = useStore(removing)
  const mayWrite = useMay()('knowledge:write')
  const [isMaking, setMaking] = useState(false)
  useDocumentTitle(`${knowledge.title} · ${general.product}`)
  const make = mayWrite && (
    <Button leftSection={<PlusIcon />} onClick={() => setMaking(true)}>
      {knowledge.newKnowledgeBase}
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
        <Link href={to.searchDictionary}>{knowledge.searchDictionary.title}</Link>
      </Group>
      <ResourceView of={page}>
        {({ items }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          return shown.length === 0 ? (
            <EmptyState icon={BookIcon} title={knowledge.none} hint={knowledge.noneHint}>
              {make}
            </EmptyState>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
              {shown.map((knowledgeBase) => (
                <KnowledgeBaseCard key={knowledgeBase.id} knowledgeBase={knowledgeBase} />
              ))}
            </SimpleGrid>
          )
        }}
      </ResourceView>
      <KnowledgeBaseDialog isOpen={isMaking} onClose={() => setMaking(false)} />
    </Page>
  )
}

function KnowledgeBaseCard({ knowledgeBase }: { knowledgeBase: KnowledgeBase }) {
  const { knowledge } = useMessages()
  return (
    <Link href={to.knowledgeBase(knowledgeBase.id)} className={classes.card}>
      <Title order={2} size="h5" lineClamp={1}>
        {knowledgeBase.name}
      </Title>
      {knowledgeBase.description && (
        <Text size="sm" c="var(--quiet)" lineClamp={2}>
          {knowledgeBase.description}
        </Text>
      )}
      <Text size="xs" c="var(--quiet)" mt="auto">
        {knowledge.documents(knowledgeBase.documentCount)} · {knowledge.passages(knowledgeBase.passageCount)}
      </Text>
    </Link>
  )
}
