import { Menu } from '@mantine/core'
import { client } from '../../console-client.ts'
import { saveFile } from '../../data/save-file.ts'
import { IconButton } from '../../look/icon-button.tsx'
import { DownloadIcon, MoreIcon, UploadIcon } from '../../look/icons.tsx'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'

interface PairMenuProps {
  sourceId: string
  hasPairs: boolean
  /** Left out for those who may not. */
  onImport?: () => void
}

/** Questions with their answers from a file, and as a file. */
export function PairMenu({ sourceId, hasPairs, onImport }: PairMenuProps) {
  const words = useWords()
  const { pairs: said } = words.knowledge
  const save = () =>
    client.pairs.export(sourceId).then(saveFile, (error: unknown) => {
      toast({ text: faultSentence(error, words), isFailure: true })
    })
  if (!onImport && !hasPairs) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={`${words.general.more}: ${said.title}`} icon={MoreIcon} />
      </Menu.Target>
      <Menu.Dropdown>
        {onImport && (
          <Menu.Item leftSection={<UploadIcon size={16} />} onClick={onImport}>
            {said.import}
          </Menu.Item>
        )}
        {hasPairs && (
          <Menu.Item leftSection={<DownloadIcon size={16} />} onClick={() => void save()}>
            {said.export}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
