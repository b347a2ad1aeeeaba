import { Button } from '@mantine/core'
import type { FilePart } from '#contract/message-parts.ts'
import { client } from '../console-client.ts'
import { FileIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'

/** A file in a message. It is saved, never shown in the page: its content is someone else's. */
export function FileChip({ file }: { file: FilePart }) {
  const words = useWords()
  const save = async () => {
    try {
      const address = URL.createObjectURL(await client.files.content(file.fileId))
      const link = document.createElement('a')
      link.href = address
      link.download = file.name
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
  }
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<FileIcon size={16} />}
      onClick={save}
      aria-label={`${words.message.download}: ${file.name}`}
    >
      {file.name}
    </Button>
  )
}
