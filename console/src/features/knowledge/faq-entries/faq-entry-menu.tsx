import { Menu } from '@mantine/core'
import { client } from '../../../data/console-client.ts'
import { saveFile } from '../../../data/save-file.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { DownloadIcon, MoreIcon, UploadIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'

interface FaqEntryMenuProps {
  knowledgeBaseId: string
  hasFaqEntries: boolean
  /** Left out for those who may not. */
  onImport?: () => void
}

/** Questions with their answers from a file, and as a file. */
export function FaqEntryMenu({ knowledgeBaseId, hasFaqEntries, onImport }: FaqEntryMenuProps) {
  const t = useMessages()
  const { faqEntries: tFaqEntries } = t.knowledge
  const save = () =>
    client.faqEntries.export(knowledgeBaseId).then(saveFile, (error: unknown) => {
      toast({ text: faultSentence(error, t), isFailure: true })
    })
  if (!onImport && !hasFaqEntries) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={`${t.general.more}: ${tFaqEntries.title}`} icon={MoreIcon} />
      </Menu.Target>
      <Menu.Dropdown>
        {onImport && (
          <Menu.Item leftSection={<UploadIcon size={16} />} onClick={onImport}>
            {tFaqEntries.import}
          </Menu.Item>
        )}
        {hasFaqEntries && (
          <Menu.Item leftSection={<DownloadIcon size={16} />} onClick={() => void save()}>
            {tFaqEntries.export}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
