import { Button, Group, Menu, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { Suspense, useState } from 'react'
import type { Source } from '#contract/shapes/knowledge.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { source as sourceAt } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { BackLink } from '../look/back-link.tsx'
import { IconButton } from '../look/icon-button.tsx'
import { AgainIcon, EditIcon, MoreIcon, TextIcon, TrashIcon } from '../look/icons.tsx'
import { DropArea } from '../look/drop-area.tsx'
import { Loaded, Loading, Rows } from '../look/loaded.tsx'
import { Page } from '../look/page.tsx'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useMay } from '../shell/me.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { DocumentList } from './document-list.tsx'
import { PairSection } from './pairs/pair-section.tsx'
import { ProofSummary } from './proof/proof-summary.tsx'
import { SearchTest } from './search-test.tsx'
import { SiteSection } from './sites/site-section.tsx'
import { SourceDialog } from './source-dialog.tsx'
import { SourceIndexing } from './source-indexing.tsx'
import { SourceUsers } from './source-users.tsx'
import { TextDialog } from './text-dialog.tsx'
import { UploadButton } from './upload-button.tsx'
import { upload } from './uploads.ts'

/** One source: its documents, how more come in, and a search to try it. */
export function SourcePage({ sourceId }: { sourceId: string }) {
  const held = useResource(sourceAt(sourceId))
  const { knowledge: words } = useWords()
  const mayWrite = useMay()('knowledge:write')
  return (
    <DropArea hint={words.drop} isClosed={!mayWrite} onFiles={(files) => upload(sourceId, files)}>
      <Loaded of={held}>{(source) => <SourceView source={source} mayWrite={mayWrite} />}</Loaded>
    </DropArea>
  )
}

function SourceView({ source, mayWrite }: { source: Source; mayWrite: boolean }) {
  const { knowledge, general } = useWords()
  const [isWriting, setWriting] = useState(false)
  useDocumentTitle(`${source.name} · ${general.product}`)
  return (
    <Page
      above={<BackLink href={to.knowledge}>{knowledge.title}</BackLink>}
      title={source.name}
      intro={source.description}
      actions={mayWrite && <SourceMenu source={source} />}
    >
      <SourceUsers sourceId={source.id} />
      <ProofSummary source={source} mayWrite={mayWrite} />
      <SourceIndexing source={source} />
      {mayWrite && (
        <Group mb="md" gap="sm">
          <UploadButton onFiles={(files) => upload(source.id, files)} />
          <Button variant="default" leftSection={<TextIcon />} onClick={() => setWriting(true)}>
            {knowledge.writeText}
          </Button>
          <Text size="sm" c="var(--quiet)" visibleFrom="sm">
            {knowledge.uploadHint}
          </Text>
        </Group>
      )}
      <DocumentList sourceId={source.id} mayWrite={mayWrite} />
      <Suspense fallback={<SectionOutline />}>
        <SiteSection sourceId={source.id} mayWrite={mayWrite} />
      </Suspense>
      <PairSection sourceId={source.id} mayWrite={mayWrite} />
      {source.documentCount > 0 && <SearchTest sourceId={source.id} />}
      {isWriting && <TextDialog sourceId={source.id} onClose={() => setWriting(false)} />}
    </Page>
  )
}

const SectionOutline = () => (
  <Loading>
    <Rows count={1} />
  </Loading>
)

function SourceMenu({ source }: { source: Source }) {
  const words = useWords()
  const [isEditing, setEditing] = useState(false)
  const fail = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const reindex = () => client.sources.reindex(source.id).then(() => refresh('source'), fail)
  const remove = () => {
    removeWithUndo({
      id: source.id,
      said: words.general.deleted(source.name),
      remove: (options) => client.sources.remove(source.id, options),
      onFailure: fail,
    })
    navigate(to.knowledge)
  }
  return (
    <>
      <Menu>
        <Menu.Target>
          <IconButton label={words.general.more} icon={MoreIcon} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => setEditing(true)}>
            {words.knowledge.editSource}
          </Menu.Item>
          <Menu.Item
            leftSection={<AgainIcon size={16} />}
            disabled={source.documentCount === 0}
            onClick={() => void reindex()}
          >
            {words.knowledge.indexing.reindex}
          </Menu.Item>
          <Menu.Item leftSection={<TrashIcon size={16} />} color="red" onClick={remove}>
            {words.general.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SourceDialog
        key={source.updatedAt}
        isOpen={isEditing}
        onClose={() => setEditing(false)}
        source={source}
      />
    </>
  )
}
