import { Button, Group, Menu, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { Suspense, useState } from 'react'
import type { KnowledgeBase } from '#contract/shapes/knowledge.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { BackLink } from '../../ui/back-link.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { RefreshIcon, EditIcon, MoreIcon, TextIcon, TrashIcon } from '../../ui/icons.tsx'
import { DropArea } from '../../ui/drop-area.tsx'
import { ResourceView, LoadingState, SkeletonRows } from '../../ui/resource-view.tsx'
import { Page } from '../../ui/page.tsx'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { DocumentList } from './document-list.tsx'
import { FaqEntrySection } from './faq-entries/faq-entry-section.tsx'
import { EvalsSummary } from './evals/evals-summary.tsx'
import { SearchTest } from './search-test.tsx'
import { SiteSection } from './sites/site-section.tsx'
import { KnowledgeBaseDialog } from './knowledge-base-dialog.tsx'
import { KnowledgeBaseIndexing } from './knowledge-base-indexing.tsx'
import { KnowledgeBaseUsers } from './knowledge-base-users.tsx'
import { TextDialog } from './text-dialog.tsx'
import { UploadButton } from './upload-button.tsx'
import { upload } from './uploads.ts'

/** One knowledge base: its documents, how more come in, and a search to try it. */
export function KnowledgeBasePage({ knowledgeBaseId }: { knowledgeBaseId: string }) {
  const held = useResource(resource('knowledgeBases.read', knowledgeBaseId))
  const { knowledge: t } = useMessages()
  const mayWrite = useMay()('knowledge:write')
  return (
    <DropArea hint={t.drop} isClosed={!mayWrite} onFiles={(files) => upload(knowledgeBaseId, files)}>
      <ResourceView of={held}>
        {(knowledgeBase) => <KnowledgeBaseView knowledgeBase={knowledgeBase} mayWrite={mayWrite} />}
      </ResourceView>
    </DropArea>
  )
}

function KnowledgeBaseView({ knowledgeBase, mayWrite }: { knowledgeBase: KnowledgeBase; mayWrite: boolean }) {
  const { knowledge, general } = useMessages()
  const [isWriting, setWriting] = useState(false)
  useDocumentTitle(`${knowledgeBase.name} · ${general.product}`)
  return (
    <Page
      above={<BackLink href={to.knowledge}>{knowledge.title}</BackLink>}
      title={knowledgeBase.name}
      intro={knowledgeBase.description}
      actions={mayWrite && <KnowledgeBaseMenu knowledgeBase={knowledgeBase} />}
    >
      <KnowledgeBaseUsers knowledgeBaseId={knowledgeBase.id} />
      <EvalsSummary knowledgeBase={knowledgeBase} mayWrite={mayWrite} />
      <KnowledgeBaseIndexing knowledgeBase={knowledgeBase} />
      {mayWrite && (
        <Group mb="md" gap="sm">
          <UploadButton onFiles={(files) => upload(knowledgeBase.id, files)} />
          <Button variant="default" leftSection={<TextIcon />} onClick={() => setWriting(true)}>
            {knowledge.writeText}
          </Button>
          <Text size="sm" c="var(--quiet)" visibleFrom="sm">
            {knowledge.uploadHint}
          </Text>
        </Group>
      )}
      <DocumentList knowledgeBaseId={knowledgeBase.id} mayWrite={mayWrite} />
      <Suspense fallback={<SectionOutline />}>
        <SiteSection knowledgeBaseId={knowledgeBase.id} mayWrite={mayWrite} />
      </Suspense>
      <FaqEntrySection knowledgeBaseId={knowledgeBase.id} mayWrite={mayWrite} />
      {knowledgeBase.documentCount > 0 && <SearchTest knowledgeBaseId={knowledgeBase.id} />}
      {isWriting && <TextDialog knowledgeBaseId={knowledgeBase.id} onClose={() => setWriting(false)} />}
    </Page>
  )
}

const SectionOutline = () => (
  <LoadingState>
    <SkeletonRows count={1} />
  </LoadingState>
)

function KnowledgeBaseMenu({ knowledgeBase }: { knowledgeBase: KnowledgeBase }) {
  const t = useMessages()
  const [isEditing, setEditing] = useState(false)
  const fail = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const reindex = () =>
    client.knowledgeBases.reindex(knowledgeBase.id).then(() => invalidate('knowledge-base'), fail)
  const remove = () => {
    removeWithUndo({
      id: knowledgeBase.id,
      message: t.general.deleted(knowledgeBase.name),
      remove: (options) => client.knowledgeBases.remove(knowledgeBase.id, {}, options),
      onFailure: fail,
    })
    navigate(to.knowledge)
  }
  return (
    <>
      <Menu>
        <Menu.Target>
          <IconButton label={t.general.more} icon={MoreIcon} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => setEditing(true)}>
            {t.knowledge.editKnowledgeBase}
          </Menu.Item>
          <Menu.Item
            leftSection={<RefreshIcon size={16} />}
            disabled={knowledgeBase.documentCount === 0}
            onClick={() => void reindex()}
          >
            {t.knowledge.indexing.reindex}
          </Menu.Item>
          <Menu.Item leftSection={<TrashIcon size={16} />} color="red" onClick={remove}>
            {t.general.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <KnowledgeBaseDialog
        key={knowledgeBase.updatedAt}
        isOpen={isEditing}
        onClose={() => setEditing(false)}
        knowledgeBase={knowledgeBase}
      />
    </>
  )
}
