import { Button, FileButton } from '@mantine/core'
import { UploadIcon } from '../../ui/icons.tsx'
import { useMessages } from '../../messages/messages.tsx'

const accepted =
  '.txt,.md,.markdown,.html,.htm,.pdf,.docx,.xlsx,.pptx,.epub,.csv,.json,.png,.jpg,.jpeg,.webp,.gif,audio/*,video/*,text/*,application/pdf'

export function UploadButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { knowledge } = useMessages()
  return (
    <FileButton multiple accept={accepted} onChange={onFiles}>
      {(props) => (
        <Button leftSection={<UploadIcon />} {...props}>
          {knowledge.upload}
        </Button>
      )}
    </FileButton>
  )
}
